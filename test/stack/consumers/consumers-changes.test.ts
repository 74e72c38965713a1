import { describe, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { github } from "../../../src/providers/index.ts";
import { consumersChanges } from "../../../src/stack/consumers/consumers-changes.ts";
import {
  type ConsumersInventory,
  consumersInventory,
  emptyInventory,
  isConsumersInventory,
  queuesOfInventory,
} from "../../../src/stack/consumers/consumers-inventory.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { consumersOf } from "../support/made-consumers.ts";

type Config = BridgeConfig<"events" | "people">;
type Subscriptions = NonNullable<Config["subscriptions"]>;

const inventory = (subscriptions: Subscriptions, lake?: { readonly days: number }): ConsumersInventory => {
  const bridge = defineBridge<"events" | "people">({
    buses: { events: lake ? { lake } : {}, people: {} },
    sources: { a: { provider: github, bus: "events" } },
    subscriptions,
  });
  return consumersInventory(deploymentOf(bridge, "prod"), [...bridge.subscriptions.values()]);
};

const builds = { bus: "events", on: { type: "com.github.push" }, function: "consumers/builds.ts" } as const;
const tickets = { bus: "events", on: "everything", stateMachine: "tickets.asl.json" } as const;
const opens = { bus: "events", on: "everything", queue: {} } as const;

describe("a deployment says of subscriptions", () => {
  it.each<[string, Subscriptions, Subscriptions, readonly string[]]>([
    ["nothing where nothing changes", { builds, opens }, { opens, builds }, []],
    [
      "that one is added, and to what its events go",
      {},
      { builds, opens: { ...opens, paused: true } },
      [
        'Subscription "builds" is added: events of bus "events" go to the function consumers/builds.ts.',
        'Subscription "opens" is added: events of bus "events" go to a queue of its own, once it is no longer paused.',
      ],
    ],
    [
      "that one with a function is removed, and what stays of it",
      { builds },
      {},
      [
        'Subscription "builds" is removed. Its queue and its dead-letter queue stay in SQS with what is in them, which nothing of the stack reads any more. The function\'s log is deleted.',
      ],
    ],
    [
      "that one with a state machine is removed",
      { tickets },
      {},
      [
        'Subscription "tickets" is removed. Its dead-letter queue stays in SQS with what is in it. Running executions of its state machine end at their next step.',
      ],
    ],
    [
      "that one is of another bus, for other events, and paused",
      { builds },
      { builds: { ...builds, bus: "people", on: "everything", paused: true } },
      [
        'Subscription "builds" takes events of bus "people", before of "events".',
        'Subscription "builds" takes other events.',
        'Subscription "builds" is paused.',
      ],
    ],
    [
      "that one goes elsewhere, and leaves its queue",
      { builds },
      { builds: { bus: "events", on: builds.on, stateMachine: "tickets.asl.json" } },
      [
        'Subscription "builds" goes to the state machine tickets.asl.json, before to the function consumers/builds.ts. Its former queue stays in SQS with what is in it, which nothing of the stack reads any more.',
      ],
    ],
    [
      "that one has another file, and keeps its queue",
      { builds },
      { builds: { ...builds, function: "consumers/other.ts" } },
      [
        'Subscription "builds" goes to the function consumers/other.ts, before to the function consumers/builds.ts.',
      ],
    ],
  ])("%s", (_, before, after, sentences) => {
    expect(consumersChanges(inventory(before), inventory(after))).toEqual(sentences);
  });
});

describe("a deployment says of lakes", () => {
  const of = (days?: number): ConsumersInventory => inventory({}, days === undefined ? undefined : { days });

  it.each<[string, number | undefined, number | undefined, string]>([
    ["new", undefined, 730, 'Bus "events" gets a lake: its events from now on are kept for 730 days.'],
    [
      "shorter",
      730,
      30,
      'The lake of bus "events" keeps events for 30 days, before 730: S3 deletes those that are older.',
    ],
    ["longer", 30, 730, 'The lake of bus "events" keeps events for 730 days, before 30.'],
    [
      "gone",
      30,
      undefined,
      'The lake of bus "events" leaves the stack: new events are not kept, and its saved queries and their history are deleted. Its bucket stays, where S3 deletes events after 30 days. A lake that is added again begins empty.',
    ],
  ])("that one is %s", (_, before, after, sentence) => {
    expect(consumersChanges(of(before), of(after))).toEqual([sentence]);
  });
});

describe("the inventory", () => {
  const made = consumersOf(
    {
      builds: { function: "consumers/builds.ts" },
      opens: { queue: {} },
      tickets: { stateMachine: "t.json" },
    },
    { buses: { events: { lake: { days: 7 } } } },
  );
  const deployed: unknown = made.template.Metadata?.HookbridgeConsumers;

  it("is in the template's metadata", () => {
    expect(isConsumersInventory(deployed)).toBe(true);
    expect(isConsumersInventory(undefined)).toBe(false);
    expect(isConsumersInventory({ subscriptions: {}, lakes: null })).toBe(false);
    expect(deployed).toMatchObject({
      lakes: { events: 7 },
      subscriptions: { tickets: { target: "t.json" } },
    });
  });

  it("names every queue of the stack, and all of them stay when they leave it", () => {
    const queues = Object.entries(made.template.Resources).filter(
      ([, { Type }]) => Type === "AWS::SQS::Queue",
    );
    expect(queuesOfInventory(isConsumersInventory(deployed) ? deployed : emptyInventory).toSorted()).toEqual(
      queues.map(([id]) => id).sort(),
    );
    const data = Object.values(made.template.Resources).filter(({ Type }) => /::(Queue|Bucket)$/.test(Type));
    expect(data.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(data.map(() => "Retain"));
  });
});
