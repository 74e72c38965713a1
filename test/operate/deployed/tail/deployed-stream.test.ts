import { describe, expect, it } from "vitest";
import type { StreamItem } from "../../../../src/operate/bridge.ts";
import { deployedStream } from "../../../../src/operate/deployed/tail/deployed-stream.ts";
import { addAccepted, addAttempt, addRefused, deliveryId } from "../support/deployed-lines.ts";
import { followerAws } from "../support/follower-aws.ts";
import { logStore } from "../support/log-store.ts";
import { AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const name = `hookbridge-tail-acme-dev-${testNow}`;

const envelope = (type: string, source = "acme-slack"): string =>
  `{"version":"0","id":"e-${type}","detail-type":"message.channels","source":"com.slack","account":"111122223333","time":"2026-11-30T12:00:00Z","region":"eu-west-1","resources":[],"detail":{"specversion":"1.0","id":"ev1","type":"${type}","bridgesource":"${source}","deliveryid":"${deliveryId(1)}","entity":"message","data":{"ts":12345678901234567890}}}`;

/** Collects items until `stop` is called; gives back what came and how the stream ended. */
function collect(stream: AsyncIterable<StreamItem>) {
  const items: StreamItem[] = [];
  const ended = (async () => {
    for await (const item of stream) items.push(item);
  })();
  ended.catch(() => undefined);
  return { items, ended };
}

describe("following a deployed bridge, with a recorded server", () => {
  it("makes a queue and a rule for each bus, brings events and requests, and leaves nothing", async () => {
    const aws = followerAws();
    const logs = logStore();
    const { context } = await recordedBridge({ ...aws.answers, ...logs.answers });
    const { stream, close } = deployedStream(context);
    const interrupt = new AbortController();
    const { items, ended } = collect(stream({ signal: interrupt.signal }));
    await expect
      .poll(() => [...aws.rules.values()].filter(({ targets }) => targets.length > 0).length)
      .toBe(2);
    expect([...aws.queues.keys()].sort()).toEqual([`${name}-1`, `${name}-2`]);
    const queue = aws.queues.get(`${name}-1`);
    expect(queue?.tags).toEqual({ "hookbridge:tail-alive": String(testNow) });
    const policy = JSON.parse(queue?.attributes.Policy ?? "{}");
    expect(policy.Statement[1]).toMatchObject({
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: `arn:aws:sqs:eu-west-1:111122223333:${name}-1`,
      Condition: {
        ArnEquals: { "aws:SourceArn": `arn:aws:events:eu-west-1:111122223333:rule/acme-dev-events/${name}` },
      },
    });
    expect(aws.rules.get(`acme-dev-events/${name}`)).toEqual({
      pattern: '{"detail":{"bridgesource":[{"exists":true}]}}',
      targets: [{ Id: "tail", Arn: `arn:aws:sqs:eu-west-1:111122223333:${name}-1` }],
    });

    aws.send(`${name}-2`, envelope("com.slack.message"), testNow + 5);
    addRefused(logs, testNow + 10, 1);
    addAccepted(logs, testNow + 20, 2);
    addAttempt(logs, testNow + 30, 2);
    await expect.poll(() => items.length, { timeout: 10_000 }).toBe(4);
    expect(items.find(({ kind }) => kind === "event")).toEqual({
      id: expect.stringMatching(`^${testNow + 5}-\\d+$`),
      kind: "event",
      row: {
        id: "e-com.slack.message",
        at: new Date(testNow + 5).toISOString(),
        bus: "people",
        type: "com.slack.message",
        name: "message.channels",
        source: "acme-slack",
        eventId: "ev1",
        delivery: deliveryId(1),
        entity: "message",
        time: "2026-11-30T12:00:00Z",
        envelope: envelope("com.slack.message"),
      },
    });
    const requests = items.flatMap((item) =>
      item.kind === "request" ? [[item.row.id, item.row.outcome]] : [],
    );
    // The two functions' logs are asked one after the other: the one of publish may come first.
    expect(requests).toHaveLength(3);
    expect(requests).toContainEqual(["req_1", "refused"]);
    expect(requests.findLast(([id]) => id === deliveryId(2))).toEqual([deliveryId(2), "published"]);
    interrupt.abort();
    await ended;
    expect([aws.queues.size, aws.rules.size]).toEqual([0, 0]);
    await close();
  });

  it("asks EventBridge for these sources and types only, or for the user's pattern", async () => {
    const aws = followerAws();
    const logs = logStore();
    const { context } = await recordedBridge({ ...aws.answers, ...logs.answers });
    const { stream, close } = deployedStream(context);
    const { signal } = new AbortController();
    const { items } = collect(
      stream({ signal, source: ["acme-slack"], type: ["com.slack.message", "com.slack.app*"] }),
    );
    await expect.poll(() => aws.rules.size).toBe(2);
    expect([...aws.rules.values()][0]?.pattern).toBe(
      '{"detail":{"bridgesource":["acme-slack"],"type":["com.slack.message",{"prefix":"com.slack.app"}]}}',
    );
    aws.send(`${name}-1`, envelope("com.slack.message", "other"), testNow);
    aws.send(`${name}-1`, envelope("com.slack.message"), testNow + 1);
    addRefused(logs, testNow + 10, 1);
    await expect.poll(() => items.length).toBe(1);
    expect(items[0]).toMatchObject({ kind: "event", row: { source: "acme-slack" } });
    await close();
    expect([aws.queues.size, aws.rules.size]).toEqual([0, 0]);
    const refused = collect(stream({ signal, pattern: "[]" }));
    await expect(refused.ended).rejects.toMatchObject({
      code: "wrong-use",
      message: expect.stringContaining("Filter is not an object"),
      remedy: "Try it with: npx hookbridge pattern test --stage dev",
    });
    expect([aws.queues.size, aws.rules.size]).toEqual([0, 0]);
  });

  it("says which bus it can't follow, and follows the others", async () => {
    let calls = 0;
    const aws = followerAws((operation) => {
      if (operation === "PutRule" && ++calls === 1)
        throw new AwsRefusal(
          "AccessDeniedException",
          "User: x is not authorized to perform: events:PutRule on resource: y",
        );
    });
    const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
    const { stream, close } = deployedStream(context);
    const notes: string[] = [];
    collect(stream({ signal: new AbortController().signal, onNote: (note) => void notes.push(note) }));
    await expect.poll(() => notes.length).toBe(1);
    expect(notes[0]).toMatch(
      /^AWS does not allow these credentials events:PutRule, so it can't make a rule to follow the bus/,
    );
    expect(aws.rules.size).toBe(1);
    await close();
    expect([aws.queues.size, aws.rules.size]).toEqual([0, 0]);
  });

  it("shows events where the logs may not be read", async () => {
    const aws = followerAws();
    const { context } = await recordedBridge({
      ...aws.answers,
      FilterLogEvents() {
        throw new AwsRefusal(
          "AccessDeniedException",
          "User: x is not authorized to perform: logs:FilterLogEvents on resource: y",
        );
      },
    });
    const { stream, close } = deployedStream(context);
    const notes: string[] = [];
    const { items } = collect(
      stream({ signal: new AbortController().signal, onNote: (note) => void notes.push(note) }),
    );
    await expect.poll(() => notes.join(" ")).toContain("Requests are not shown.");
    aws.send(`${name}-1`, envelope("com.slack.message"), testNow);
    await expect.poll(() => items.length).toBe(1);
    await close();
  });
});

describe("interrupted in the middle of setting up, with a recorded server", () => {
  const operations = [
    "ListQueues",
    "ListRules",
    "ListRules",
    "CreateQueue",
    "CreateQueue",
    "PutRule",
    "PutRule",
    "PutTargets",
    "PutTargets",
  ];

  it.each(Array.from(operations.entries()))("at call %i (%s): nothing is left in AWS", async (wanted) => {
    const interrupt = new AbortController();
    let calls = 0;
    const seen: string[] = [];
    const aws = followerAws((operation) => {
      seen.push(operation);
      if (calls++ === wanted) interrupt.abort();
    });
    const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
    const { stream, close } = deployedStream(context);
    await collect(stream({ signal: interrupt.signal })).ended;
    await close();
    expect(seen.length).toBeGreaterThan(wanted);
    expect([...aws.queues.keys(), ...aws.rules.keys()]).toEqual([]);
  });

  it("by close() alone, while nobody reads", async () => {
    const aws = followerAws();
    const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
    const { stream, close } = deployedStream(context);
    const reader = stream({ signal: new AbortController().signal })[Symbol.asyncIterator]();
    void reader.next();
    await expect.poll(() => aws.queues.size).toBeGreaterThan(0);
    await close();
    expect([...aws.queues.keys(), ...aws.rules.keys()]).toEqual([]);
  });

  it("what can't be removed is told with its names", async () => {
    let isEnding = false;
    const aws = followerAws((operation) => {
      if (isEnding && operation === "DeleteRule") throw new AwsRefusal("InternalException", "later", 400);
    });
    const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
    const { stream, close } = deployedStream(context);
    collect(stream({ signal: new AbortController().signal }));
    await expect.poll(() => aws.rules.size).toBe(2);
    isEnding = true;
    await expect(close()).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining(
        `remove the rule ${name} on the bus acme-dev-events and the queue ${name}-1`,
      ),
    });
  });
});
