import { expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { deployedStream } from "../../../../src/operate/deployed/tail/deployed-stream.ts";
import { removeOldTails } from "../../../../src/operate/deployed/tail/remove-old-tails.ts";
import { tailName, tailQueueName, tailStart } from "../../../../src/operate/deployed/tail/tail-names.ts";
import { slack } from "../../../../src/providers/index.ts";
import { followerAws } from "../support/follower-aws.ts";
import { logStore } from "../support/log-store.ts";
import { AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const minutesAgo = (minutes: number): number => testNow - minutes * 60_000;
const bus = "acme-dev-events";

it("rules and queues without a sign of life for an hour are removed, and nothing else (recorded server)", async () => {
  const aws = followerAws();
  const dead = tailName("acme-dev", minutesAgo(61));
  const young = tailName("acme-dev", minutesAgo(59));
  const long = tailName("acme-dev", minutesAgo(600));
  const orphan = tailName("acme-dev", minutesAgo(90));
  const others = [tailName("acme-dev-2", minutesAgo(90)), "hookbridge-tail-acme-dev-notes", "builds"];
  for (const name of [dead, young, long]) aws.addRule(bus, name);
  aws.addRule("acme-dev-people", dead);
  // Its queue is gone already.
  aws.addRule(bus, orphan);
  for (const name of others) aws.addRule(bus, name);
  aws.addQueue(`${dead}-1`);
  aws.addQueue(`${dead}-2`, { "hookbridge:tail-alive": String(minutesAgo(61)) });
  aws.addQueue(`${young}-1`);
  aws.addQueue(`${long}-1`, { "hookbridge:tail-alive": String(minutesAgo(14)) });
  for (const name of others) aws.addQueue(name);
  const { context } = await recordedBridge(aws.answers);
  expect(await removeOldTails(context)).toEqual({
    rules: [`${bus}/${dead}`, `${bus}/${orphan}`, `acme-dev-people/${dead}`],
    queues: [`${dead}-1`, `${dead}-2`],
  });
  expect([...aws.rules.keys()]).toEqual([young, long, ...others].map((name) => `${bus}/${name}`));
  expect([...aws.queues.keys()]).toEqual([`${young}-1`, `${long}-1`, ...others]);
  expect(await removeOldTails(context)).toEqual({ rules: [], queues: [] });
});

it("the next follower removes them, and follows even where it may not (recorded server)", async () => {
  let mayList = true;
  const aws = followerAws((operation) => {
    if (operation === "ListQueues" && !mayList)
      throw new AwsRefusal(
        "AccessDenied",
        "User: x is not authorized to perform: sqs:listqueues on resource: y",
        403,
      );
  });
  const dead = tailName("acme-dev", minutesAgo(61));
  aws.addRule(bus, dead);
  aws.addQueue(`${dead}-1`);
  const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
  const notes: string[] = [];
  for (const allowed of [true, false]) {
    mayList = allowed;
    const { stream, close } = deployedStream(context);
    const reader = stream({ signal: new AbortController().signal, onNote: (note) => void notes.push(note) });
    void reader[Symbol.asyncIterator]().next();
    await expect.poll(() => aws.rules.size).toBe(2);
    expect([...aws.queues.keys()]).not.toContain(`${dead}-1`);
    await close();
  }
  expect(notes).toEqual([
    expect.stringMatching(/^AWS does not allow these credentials sqs:listqueues, so it can't look for/),
  ]);
});

it("a follower that follows for long says that it is alive (recorded server)", async () => {
  let now = testNow;
  const aws = followerAws((operation) => {
    if (operation === "ReceiveMessage") now += 16 * 60_000;
  });
  const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers }, { now: () => now });
  const { stream, close } = deployedStream(context);
  void stream({ signal: new AbortController().signal })[Symbol.asyncIterator]().next();
  const alive = () =>
    Number(aws.queues.get(`${tailName("acme-dev", testNow)}-1`)?.tags["hookbridge:tail-alive"]);
  await expect.poll(alive).toBeGreaterThan(testNow);
  await close();
});

it("names fit EventBridge and SQS, and are read back, whatever the stack's name (recorded server)", async () => {
  const long = `${"a".repeat(60)}-prod`;
  const name = tailName(long, testNow);
  expect(name.length).toBeLessThanOrEqual(64);
  expect(tailQueueName(name, 299).length).toBeLessThanOrEqual(80);
  expect(tailStart(long, name)).toBe(testNow);
  expect(tailStart(long, tailQueueName(name, 41))).toBe(testNow);
  expect(tailStart("acme-dev", tailName("acme-dev-2", testNow))).toBeUndefined();
  expect(tailStart("acme-dev", "hookbridge-tail-acme-dev-1")).toBeUndefined();
});

it("a bus of another account is not followed, one in another region has its own queue there (recorded server)", async () => {
  const bridge = defineBridge({
    name: "acme",
    buses: {
      central: { arn: "arn:aws:events:us-east-1:444455556666:event-bus/central" },
      far: { arn: "arn:aws:events:us-east-1:111122223333:event-bus/far" },
    },
    sources: { "acme-slack": { provider: slack, bus: "far" } },
  });
  const aws = followerAws();
  const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers }, { bridge });
  const { stream, close } = deployedStream(context);
  const notes: string[] = [];
  const query = { signal: new AbortController().signal, onNote: (note: string) => void notes.push(note) };
  void stream(query)[Symbol.asyncIterator]().next();
  await expect.poll(() => [...aws.rules.values()][0]?.targets.length).toBe(1);
  const name = tailName("acme-dev", testNow);
  expect([...aws.rules]).toEqual([
    [
      `far/${name}`,
      expect.objectContaining({
        targets: [{ Id: "tail", Arn: `arn:aws:sqs:us-east-1:111122223333:${name}-1` }],
      }),
    ],
  ]);
  expect(notes).toEqual(["The bus central is in another account, and is not followed."]);
  await close();
  expect([aws.rules.size, aws.queues.size]).toEqual([0, 0]);
});
