import { describe, expect, it } from "vitest";
import { defineBridge, type SubscriptionConfig } from "../../../src/config/define-bridge.ts";
import { bridgeWith, central, checkedWith, type Refusal, sources } from "./checked.ts";

it("a subscription becomes one rule with one target", () => {
  expect(checkedWith({})).toEqual({
    name: "builds",
    bus: "events",
    pattern: '{"detail":{"type":["com.github.push"]}}',
    target: { kind: "queue" },
    paused: false,
  });
  expect(checkedWith({ queue: undefined, function: "consumers/builds.ts" })?.target).toEqual({
    kind: "function",
    file: "consumers/builds.ts",
    keepTryingHours: 4,
    batchSize: 10,
    memoryMb: 256,
    timeoutSeconds: 30,
    environment: {},
  });
  const settings = {
    file: "a.ts",
    batchSize: 1,
    memoryMb: 512,
    timeoutSeconds: 60,
    maxConcurrency: 2,
    environment: { LIST: "a" },
  };
  expect(
    checkedWith({
      queue: undefined,
      function: settings,
      keepTryingHours: 0.5,
      paused: true,
      unlisted: true,
    }),
  ).toEqual({
    ...checkedWith({}),
    target: { kind: "function", keepTryingHours: 0.5, ...settings },
    paused: true,
    unlisted: true,
  });
});

const topic = "arn:aws:sns:eu-west-1:444455556666:topic";
const role = "arn:aws:iam::111122223333:role/hooks";
const machine = { kind: "state-machine", file: "a.asl.json", express: false };

const targets: readonly (readonly [target: object, checked: object])[] = [
  [{ stateMachine: "a.asl.json" }, machine],
  [{ stateMachine: { file: "a.asl.json", express: true } }, { ...machine, express: true }],
  [{ forward: central.arn }, { kind: "forward", arn: central.arn }],
  [{ target: { arn: topic, role } }, { kind: "arn", arn: topic, role }],
  ...[
    topic,
    "arn:aws:firehose:eu-west-1:111122223333:deliverystream/lake",
    "arn:aws:kinesis:eu-west-1:111122223333:stream/events",
    "arn:aws-cn:sqs:cn-north-1:444455556666:queue",
    "arn:aws:logs:eu-west-1:111122223333:log-group:/events/all",
    "arn:aws:logs:eu-west-1:111122223333:log-group:/events/all:*",
    "arn:aws:execute-api:eu-west-1:111122223333:0b7c/prod/POST/orders/new",
    "arn:aws:states:eu-west-1:111122223333:stateMachine:tickets:prod",
    "arn:aws:events:eu-west-1:111122223333:api-destination/crm/0b7c",
    "arn:aws:states:eu-west-1:111122223333:stateMachine:tickets",
  ].map((arn) => [{ target: arn }, { kind: "arn", arn }] as const),
];

const place = "eu-west-1:111122223333";

it.each([
  [`arn:aws:firehose:${place}:deliverystream/`, "deliverystream/NAME"],
  [`arn:aws:firehose:${place}:deliverystream/lake `, "deliverystream/NAME"],
  [`arn:aws:firehose:${place}:stream/lake`, "deliverystream/NAME"],
  [`arn:aws:kinesis:${place}:stream/events/consumer/a:1`, "stream/NAME"],
  [`arn:aws:sns:${place}:topic:0b7c0b7c-0b7c-4b7c-8b7c-0b7c0b7c0b7c`, "TOPIC"],
  [`arn:aws:sqs:${place}:a/b`, "QUEUE"],
  [`arn:aws:logs:${place}:log-group:`, "log-group:NAME"],
  [`arn:aws:logs:${place}:log-group:a:log-stream:b`, "log-group:NAME"],
  [`arn:aws:states:${place}:stateMachine:`, "stateMachine:NAME"],
  [`arn:aws:states:${place}:execution:a:b`, "stateMachine:NAME"],
  [`arn:aws:events:${place}:api-destination/crm`, "api-destination/NAME/ID"],
  [`arn:aws:execute-api:${place}:abc/prod`, "API/STAGE/POST/PATH"],
  [`arn:aws:codebuild:${place}:project/`, "project/NAME"],
  [`arn:aws:codepipeline:${place}:a/b`, "PIPELINE"],
])("%s has a part too many or too few", (target, example) => {
  expect(() => checkedWith({ queue: undefined, target })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(`the target "${target}", which is no ARN`),
      remedy: expect.stringMatching(new RegExp(`^Write it as "arn:aws:[a-z-]+:${place}:${example}"\\.$`)),
    }),
  );
});

it.each(targets)("%j", (target, expected) => {
  expect(checkedWith({ queue: undefined, ...target })?.target).toEqual(expected);
});

const unfitTargets: readonly Refusal[] = [
  ["no target", { queue: undefined }, /who gets its events/, /queue: \{\}/],
  ["two targets", { function: "a.ts" }, /several targets: function, queue/, /exactly one/],
  ["a queue with settings", { queue: { fifo: true } }, /no setting "fifo"/, /It has none/],
  ["a queue that is true", { queue: true }, /true as `queue`/, /queue: \{\}/],
  ["hours for a queue", { keepTryingHours: 3 }, /only a `function`/, /24 hours/],
  [
    "an input for a function",
    { queue: undefined, function: "a.ts", input: "$.detail" },
    /`input`, which `function`/,
    /eventsOf/,
  ],
  [
    "an input for a bus",
    { queue: undefined, forward: central.arn, input: "$.detail" },
    /`input`, which `forward`/,
    /rule of that bus/,
  ],
  ["a function without a file", { queue: undefined, function: {} }, /no file as its function/, /consumers\//],
  [
    "an absolute path",
    { queue: undefined, stateMachine: "/tmp/a.json" },
    /"\/tmp\/a\.json" as its stateMachine/,
    /relative/,
  ],
  [
    "one call at a time",
    { queue: undefined, function: { file: "a.ts", maxConcurrency: 1 } },
    /maxConcurrency 1/,
    /2 to 1000/,
  ],
  [
    "eleven messages",
    { queue: undefined, function: { file: "a.ts", batchSize: 11 } },
    /batchSize 11/,
    /1 to 10/,
  ],
  [
    "15 days",
    { queue: undefined, function: "a.ts", keepTryingHours: 337 },
    /keepTryingHours 337/,
    /at most 336/,
  ],
  [
    "hours as a text",
    { queue: undefined, function: "a.ts", keepTryingHours: "4" },
    /keepTryingHours "4"/,
    /hours/,
  ],
  [
    "no hours",
    { queue: undefined, function: "a.ts", keepTryingHours: 0 },
    /keepTryingHours 0/,
    /more than 0/,
  ],
  ["no number of hours", { queue: undefined, function: "a.ts", keepTryingHours: Number.NaN }, /NaN/, /hours/],
  [
    "a variable of Lambda's",
    { queue: undefined, function: { file: "a.ts", environment: { AWS_REGION: "x" } } },
    /"AWS_REGION"/,
    /Lambda's own/,
  ],
  [
    "a large environment",
    { queue: undefined, function: { file: "a.ts", environment: { TEXT: "x".repeat(4_096) } } },
    /environment of 4\d{3} bytes/,
    /file/,
  ],
  ["a bus as a target", { queue: undefined, target: central.arn }, /can't call/, /`forward`/],
  [
    "a function by ARN",
    { queue: undefined, target: "arn:aws:lambda:eu-west-1:111122223333:function:a" },
    /can't call/,
    /`queue: \{\}`/,
  ],
  [
    "a FIFO queue",
    { queue: undefined, target: "arn:aws:sqs:eu-west-1:111122223333:a.fifo" },
    /can't call/,
    /one group/,
  ],
  [
    "a task",
    { queue: undefined, target: "arn:aws:ecs:eu-west-1:111122223333:cluster/a" },
    /without more settings/,
    /firehose, kinesis/,
  ],
  [
    "a queue as a bus",
    { queue: undefined, forward: "arn:aws:sqs:eu-west-1:111122223333:a" },
    /no ARN of a bus/,
    /event-bus/,
  ],
  [
    "a role that is none",
    { queue: undefined, target: { arn: "arn:aws:sns:eu-west-1:111122223333:a", role: "hooks" } },
    /role "hooks"/,
    /a role is made/,
  ],
  ["paused as a text", { paused: "yes" }, /paused: "yes"/, /true or false/],
];

describe("a target is refused:", () => {
  it.each(unfitTargets)("%s", (_what, changes, message, remedy) => {
    const refused = {
      code: "config-invalid",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    };
    expect(() => checkedWith(changes)).toThrow(expect.objectContaining(refused));
    expect(() => checkedWith(changes)).toThrow(/^bridge\.config\.ts: subscription "builds"/);
  });
});

it.each(["Builds", "-a", "a-", "1a", "a_b", "a".repeat(41), ""])("the name %j is refused", (name) => {
  expect(() => bridgeWith({ [name]: { bus: "events", on: "everything", queue: {} } })).toThrow(
    /name that AWS/,
  );
});

it("a bus has 300 rules, with those that its archive and its schemas need", () => {
  const many = (bus: string, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`s${n}`, { bus, on: "everything", queue: {} }]),
    );
  expect(bridgeWith(many("events", 300)).size).toBe(300);
  expect(() => bridgeWith(many("events", 301))).toThrow(/"events" has 301 subscriptions, and 0 rules/);
  expect(bridgeWith(many("other", 298)).size).toBe(298);
  expect(() => bridgeWith(many("other", 299))).toThrow(/"other" has 299 subscriptions, and 2 rules/);
});

describe("the compiler finds", () => {
  const good = { bus: "events", on: { type: "com.github.push" }, queue: {} } as const;
  const config = { buses: { events: {} }, sources } as const;

  it("an unknown bus, and a word that does not exist", () => {
    const wrong = { ...good, bus: "evnts" } as const;
    // @ts-expect-error there is no such bus
    expect(() => defineBridge({ ...config, subscriptions: { wrong } })).toThrow(/"evnts"/);
    // @ts-expect-error did you mean "opened"?
    const on: SubscriptionConfig<"events">["on"] = { action: ["openned"] };
    expect(() => checkedWith({ on })).toThrow(/"openned"/);
    expect(defineBridge({ ...config, subscriptions: { good } }).subscriptions.size).toBe(1);
  });
});
