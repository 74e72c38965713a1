import { describe, expect, test } from "vitest";
import { account, entry, put, region, server } from "../eventbridge-fixture.ts";

describe("PutEvents", () => {
  test("keeps the detail as the text that was sent, in an envelope with AWS's key order", async () => {
    const Detail =
      '{ "id": 9007199254740993, "big":1E400,\n "zero": -0, "text": "\\u00e9,\\"resources\\":" }';
    const heard: string[] = [];
    server.onEvent(({ envelope }) => heard.push(envelope));
    const { Entries } = await put({
      ...entry,
      Detail,
      Resources: ["r1"],
      Time: new Date("2026-01-02T03:04:05.678Z"),
    });
    const id = Entries?.[0]?.EventId;
    const head = `{"version":"0","id":"${id}","detail-type":"invoice.paid","source":"com.acme","account":"${account}"`;
    const expected = `${head},"time":"2026-01-02T03:04:05Z","region":"${region}","resources":["r1"],"detail":${Detail}}`;
    expect(heard).toEqual([expected]);
    expect(server.event(id ?? "")).toMatchObject({ seq: 1, bus: "shop", id, envelope: expected });
  });

  test("answers for each entry", async () => {
    const answer = await put(
      entry,
      { ...entry, Source: "aws.s3" },
      { ...entry, Detail: "[]" },
      { ...entry, Detail: "" },
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      "NotAuthorizedForSourceException",
      "MalformedDetail",
      "InvalidArgument",
    ]);
    expect(server.events({ after: 0, limit: 10 })).toHaveLength(1);
  });

  test("gives an id to an event for an unknown bus, and drops it", async () => {
    const { FailedEntryCount, Entries } = await put({ ...entry, EventBusName: "nowhere" });
    expect([FailedEntryCount, typeof Entries?.[0]?.EventId]).toEqual([0, "string"]);
    expect(server.events({ after: 0, limit: 10 })).toEqual([]);
  });

  test.each([
    [1000, undefined],
    [1001, "MalformedDetail"],
  ])("a detail nested %i deep gives %s", async (depth, code) => {
    const Detail = `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;
    expect((await put({ ...entry, Detail })).Entries?.[0]?.ErrorCode).toBe(code);
  });

  test("refuses a whole request for its size, its number of entries or a malformed bus", async () => {
    const overhead = entry.Source.length + entry.DetailType.length + '{"p":""}'.length;
    const sized = (size: number) => ({ ...entry, Detail: `{"p":"${"x".repeat(size - overhead)}"}` });
    expect((await put(sized(999_999))).FailedEntryCount).toBe(0);
    for (const entries of [
      [sized(1_000_000)],
      Array(11).fill(entry),
      [entry, { ...entry, EventBusName: "a/b" }],
    ]) {
      await expect(put(...entries)).rejects.toMatchObject({ name: "ValidationException" });
    }
    expect(server.events({ after: 0, limit: 100 })).toHaveLength(1);
  });
});
