import { type BridgeConfig, defineBridge } from "../../src/config/define-bridge.ts";
import type { Cost } from "../../src/cost/model.ts";
import { github } from "../../src/providers/index.ts";
import { billOf } from "../bills.ts";
import { table } from "../table.ts";

type Subscription = NonNullable<BridgeConfig<"events">["subscriptions"]>[string];

const all = { bus: "events", on: "everything" } as const;

/** Targets that cost something different, by what they are. */
const targets: readonly (readonly [what: string, subscription: Subscription])[] = [
  ["`function`, 256 MB", { ...all, function: "consumers/builds.ts" }],
  ["`queue`, which somebody reads", { ...all, queue: {} }],
  ["`forward`", { ...all, forward: "arn:aws:events:us-east-1:444455556666:event-bus/central" }],
  [
    "`target`: an API destination",
    { ...all, target: "arn:aws:events:us-east-1:111122223333:api-destination/crm/0b7c" },
  ],
  ["`stateMachine`, any other `target`", { ...all, stateMachine: "workflows/new-ticket.asl.json" }],
];

const bridgeWithOne = (subscription?: Subscription, lake?: { readonly days: number }) =>
  defineBridge({
    buses: { events: lake ? { lake } : {} },
    sources: { "acme-github": { provider: github, bus: "events" } },
    ...(subscription && { subscriptions: { one: subscription } }),
  });

/** Without the sign of a rounded zero. */
const money = (dollars: number): string => `$${(Math.round(dollars * 100) / 100 || 0).toFixed(2)}`;

/** What a subscription, or a lake of 30 days, adds to a month of a million webhooks of 2 KB. */
export async function consumersTable(): Promise<string> {
  const [single, full] = await Promise.all([
    billOf(bridgeWithOne()),
    billOf(bridgeWithOne(), { batchSize: 10 }),
  ]);
  const added = (of: (cost: Cost) => number, cost: Cost, without: Cost): string =>
    money(of(cost) - of(without));
  const running = ({ running: calls, kept }: Cost): number => calls + kept;
  const row = async (what: string, bridge: ReturnType<typeof bridgeWithOne>): Promise<readonly string[]> => {
    const [one, ten] = await Promise.all([billOf(bridge), billOf(bridge, { batchSize: 10 })]);
    return [
      what,
      added(running, one, single),
      added(running, ten, full),
      added(({ fixed }) => fixed, one, single),
    ];
  };
  const rows = await Promise.all([
    ...targets.map(([what, subscription]) => row(what, bridgeWithOne(subscription))),
    row("a lake of 30 days", bridgeWithOne(undefined, { days: 30 })),
  ]);
  return table(["", "batches of 1", "batches of 10", "by the month"], rows);
}

/** What a query over a month of that lake costs in Athena. */
export async function lakeQueryPrice(): Promise<string> {
  const { lakeQuery = 0 } = await billOf(bridgeWithOne(undefined, { days: 30 }));
  return `$${lakeQuery.toFixed(4)}`;
}
