import { describe, expect, it } from "vitest";
import { type Bridge, type BridgeConfig, defineBridge } from "../../src/config/define-bridge.ts";
import { consumerLines, lakeQueryCost, shareOfBus } from "../../src/cost/consumers.ts";
import { fixedCost } from "../../src/cost/fixed.ts";
import { keptLines } from "../../src/cost/kept.ts";
import type { CostLine } from "../../src/cost/question.ts";
import { github } from "../../src/providers/index.ts";
import { deploymentOf } from "../../src/stack/deployment.ts";

type Config = BridgeConfig<"main" | "other">;

const bridgeWith = (
  subscriptions: NonNullable<Config["subscriptions"]>,
  main: Config["buses"]["main"] = {},
): Bridge =>
  defineBridge<"main" | "other">({
    buses: { main, other: {} },
    sources: { a: { provider: github, bus: "main" }, b: { provider: github, bus: "other" } },
    subscriptions,
  });

const million = 1e6;
const consumed = { events: 2 * million, detail: 3_000, batchSize: 10, consumerMs: 100 };

/** Counts of what is charged for, by its name; what is zero is left out. */
function countsOf(lines: readonly CostLine[]): Readonly<Record<string, number>> {
  return Object.fromEntries(lines.filter(({ count }) => count > 0).map(({ what, count }) => [what, count]));
}
const charged = (subscriptions: NonNullable<Config["subscriptions"]>, more: object = {}) => {
  const bridge = bridgeWith(subscriptions);
  return countsOf(consumerLines(bridge, deploymentOf(bridge, "prod"), { ...consumed, ...more }));
};

const all = { bus: "main", on: "everything" } as const;

describe("a million events of its bus cost a subscription", () => {
  it("nothing where EventBridge calls a target in the account", () => {
    expect(charged({ one: { ...all, stateMachine: "a.json" } })).toEqual({});
    expect(charged({ one: { ...all, target: "arn:aws:sns:eu-west-1:111122223333:t" } })).toEqual({});
  });

  it("with a function: sending, receiving and deleting, calls and their time", () => {
    expect(charged({ one: { ...all, function: { file: "a.ts", memoryMb: 512 } } })).toEqual({
      "subscriptions: SQS requests": million + 100_000 + 100_000,
      "subscriptions: Lambda invocations": 100_000,
      // 100,000 calls of a tenth of a second with half a gigabyte.
      "subscriptions: Lambda GB seconds": 5_000,
    });
  });

  it("with smaller batches: more calls", () => {
    const one = { ...all, function: { file: "a.ts", batchSize: 1 } };
    expect(charged({ one })).toMatchObject({ "subscriptions: Lambda invocations": million });
    expect(charged({ one: { ...all, function: "a.ts" } }, { batchSize: 2 })).toMatchObject({
      "subscriptions: Lambda invocations": million / 2,
    });
  });

  it("with events above 64 KB: a request for each 64 KB", () => {
    expect(charged({ one: { ...all, queue: {} } }, { detail: 100_000, batchSize: 1 })).toEqual({
      "subscriptions: SQS requests": 2 * million + 2 * million + million,
    });
  });

  it("with another bus or an API destination: each event", () => {
    const forward = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
    const target = "arn:aws:events:eu-west-1:111122223333:api-destination/crm/0b7c";
    expect(charged({ one: { ...all, forward }, two: { ...all, target } })).toEqual({
      "subscriptions: events to other buses": million,
      "subscriptions: API destinations": million,
    });
  });
});

it("a source with a function for its bus counts for each bus", () => {
  const bridge = defineBridge({
    buses: { main: {}, other: {} },
    sources: { a: { provider: github, bus: "main" }, b: { provider: github, bus: () => "other" as const } },
  });
  const deployment = deploymentOf(bridge, "prod");
  expect([shareOfBus(deployment, "main"), shareOfBus(deployment, "other")]).toEqual([1, 0.5]);
});

describe("by the month", () => {
  const fixed = (bridge: Bridge) => countsOf(fixedCost(bridge, "prod").lines);

  it("each subscription adds its alarm, and a function the polls of its idle queue", () => {
    const none = fixed(bridgeWith({}));
    // Its ids are those of the bridge's own queues: they are other resources all the same.
    const two = fixed(bridgeWith({ delivery: { ...all, function: "a.ts" }, dead: { ...all, queue: {} } }));
    const more = (what: string): number => (two[what] ?? 0) - (none[what] ?? 0);
    expect(more("CloudWatch: metrics of alarms")).toBe(2);
    expect(more("SQS: polls of idle queues")).toBe((5 * 730 * 3_600) / 20);
  });

  it("a lake adds its alarms", () => {
    const alarms = "CloudWatch: metrics of alarms";
    const [without, lake] = [fixed(bridgeWith({})), fixed(bridgeWith({}, { lake: { days: 7 } }))];
    expect((lake[alarms] ?? 0) - (without[alarms] ?? 0)).toBeGreaterThanOrEqual(3);
  });
});

describe("a lake", () => {
  const bridge = bridgeWith({}, { lake: { days: 30 } });
  const putsOf = (events: number, detail: number) =>
    countsOf(
      keptLines(
        deploymentOf(bridge, "prod"),
        { message: 0, detail, claims: 0 },
        { webhooks: events, events },
      ),
    )["S3 PUTs: lakes"];

  it("is written every five minutes, or for 64 MB, and never more often than there are events", () => {
    expect(putsOf(2_000, 3_000)).toBe(1_000);
    expect(putsOf(2 * million, 3_000)).toBe(8_760);
    expect(putsOf(2 * million, 3_000_000)).toBeCloseTo((million * 3_000_000) / 2 ** 26);
  });

  it("costs a query the bytes that it reads, and ten megabytes at least", () => {
    expect(lakeQueryCost(bridgeWith({}), "prod", consumed)).toBeUndefined();
    // A million events of 3,000 bytes, packed six times: half a gigabyte at 5 dollars a terabyte.
    expect(lakeQueryCost(bridge, "prod", consumed)).toBeCloseTo(0.0025);
    expect(lakeQueryCost(bridge, "prod", { ...consumed, events: 10 })).toBeCloseTo(
      (10 * 2 ** 20 * 5) / 1e12,
      8,
    );
  });
});
