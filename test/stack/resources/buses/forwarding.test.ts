import { CreateArchiveCommand, StartReplayCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, it, vi } from "vitest";
import { leavesByPath } from "../../../../src/core/patterns/event-leaves.ts";
import { compilePattern } from "../../../../src/core/patterns/pattern.ts";
import {
  account,
  client,
  entry,
  messages,
  put,
  region,
  route,
  server,
} from "../../../local/aws/eventbridge/eventbridge-fixture.ts";
import { arns } from "../../support/configs.ts";
import { properties, stackOf } from "../../support/stack-of.ts";

const pattern = properties(stackOf({}, { forwardTo: [arns.central] }), "EventsBusForward")
  ?.EventPattern as object;

describe("the rule that forwards", () => {
  const matches = (event: object): boolean =>
    compilePattern(JSON.stringify(pattern)).matches(leavesByPath(JSON.stringify(event)));
  const event = { source: "com.acme", "detail-type": "t", region, resources: [], detail: {} };

  it.each([
    ["an event", event, true],
    ["one of a source with one character", { ...event, source: "x" }, true],
    [
      "one whose payload speaks of a replay",
      { ...event, detail: { "replay-name": "r", data: { "replay-name": "r" } } },
      true,
    ],
    ["a replayed event", { ...event, "replay-name": "r" }, false],
    ["one of a replay that is named like nothing", { ...event, "replay-name": "" }, false],
  ])("takes or leaves %s", (_what, one, taken) => {
    expect(matches(one)).toBe(taken);
  });

  it("sends an event once, and not again when its bus is replayed", async () => {
    await route({}, pattern);
    const bus = `arn:aws:events:${region}:${account}:event-bus/shop`;
    const { ArchiveArn } = await client.send(
      new CreateArchiveCommand({ ArchiveName: "all", EventSourceArn: bus }),
    );
    await put(entry);
    await client.send(
      new StartReplayCommand({
        ReplayName: "again",
        EventSourceArn: ArchiveArn,
        EventStartTime: new Date("2026-03-04T05:00:00Z"),
        EventEndTime: new Date("2026-03-04T06:00:00Z"),
        Destination: { Arn: bus },
      }),
    );
    expect(server.events({ after: 0, limit: 10 })).toHaveLength(2);
    await put({ ...entry, Detail: '{"total":13}' });
    await vi.waitFor(() => expect(messages).toHaveLength(2));
    expect(messages.map(({ body }) => JSON.parse(body).detail.total)).toEqual([12, 13]);
  });
});
