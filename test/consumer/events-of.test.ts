import { describe, expect, it, vi } from "vitest";
import { eventsOf, forEachEvent } from "../../src/consumer/index.ts";
import { onBus, writtenDetail } from "../support/bridge-event.ts";

const event = onBus(writtenDetail());
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");
const message = (messageId: string, body: unknown) => ({
  messageId,
  receiptHandle: "handle",
  body: typeof body === "string" ? body : JSON.stringify(body),
  eventSource: "aws:sqs",
});
const record = (sequenceNumber: string, data: string) => ({
  kinesis: { kinesisSchemaVersion: "1.0", partitionKey: "1", sequenceNumber, data },
  eventSource: "aws:kinesis",
});

describe("eventsOf reads", () => {
  it.each([
    ["what EventBridge calls with", event, undefined],
    ["what a rule with the input path $.detail calls with", event.detail, undefined],
    ["a message of SQS", { Records: [message("m-1", event)] }, "m-1"],
    ["a message with the detail alone", { Records: [message("m-1", event.detail)] }, "m-1"],
    ["a record of Kinesis", { Records: [record("49590338", base64(event))] }, "49590338"],
  ])("%s", (_what, input, itemIdentifier) => {
    expect(eventsOf(input)).toEqual([{ event: event.detail, itemIdentifier, replayName: undefined }]);
  });

  it("texts of all scripts out of Kinesis", () => {
    const written = { ...writtenDetail(), subject: "größe-木" };
    expect(eventsOf({ Records: [record("1", base64(onBus(written)))] })[0]?.event?.subject).toBe("größe-木");
  });

  it("the name of a replay", () => {
    expect(eventsOf(onBus(event.detail, { "replay-name": "again" }))[0]?.replayName).toBe("again");
  });

  it.each([
    ["no JSON", { Records: [message("m-1", "{")] }, "m-1"],
    ["an event of another sender", { Records: [message("m-1", { ...event, detail: {} })] }, "m-1"],
    ["no base64", { Records: [record("1", "***")] }, "1"],
    ["a record of something else", { Records: [{ s3: {} }] }, undefined],
    ["null as a record", { Records: [null] }, undefined],
    ["nothing", undefined, undefined],
  ])("%s as no event, which keeps its message's id", (_what, input, itemIdentifier) => {
    expect(eventsOf(input)).toEqual([{ event: undefined, itemIdentifier, replayName: undefined }]);
  });
});

describe("forEachEvent", () => {
  const batch = {
    Records: [message("m-1", event), message("m-2", "poison"), message("m-3", event), message("m-4", event)],
  };

  it("names the messages that failed, and goes on with the others", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const seen: unknown[] = [];
    const answer = await forEachEvent(batch, async (event, { itemIdentifier }) => {
      if (itemIdentifier === "m-3") throw new Error("down");
      seen.push([event.id, itemIdentifier]);
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m-2" }, { itemIdentifier: "m-3" }] });
    expect(seen).toEqual([
      ["evt-81", "m-1"],
      ["evt-81", "m-4"],
    ]);
    expect(said.mock.calls.map(([error]) => String(error))).toEqual([
      "TypeError: hookbridge/consumer: this is no event of a bridge.",
      "Error: down",
    ]);
    said.mockRestore();
  });

  it("throws where EventBridge called directly: it has no other way to fail", async () => {
    await expect(forEachEvent(event, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    await expect(forEachEvent({}, () => undefined)).rejects.toThrow("no event of a bridge");
    expect(await forEachEvent(event, () => undefined)).toEqual({ batchItemFailures: [] });
  });
});
