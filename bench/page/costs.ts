import type { Bridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { BridgeError } from "../../src/core/errors.ts";
import { footing, managedCost, managedServices } from "../../src/cost/managed.ts";
import { type Cost, quickStartCost } from "../../src/cost/model.ts";
import { assumedMs, doorOptions, frontDoors, hoursOfMonth, withOptions } from "../../src/cost/question.ts";
import { allAlarms, billOf, idleBill, stage } from "../bills.ts";
import { bridgeOf } from "../catalogue.ts";
import { table } from "../table.ts";
import { barChart } from "./charts.ts";

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

const sizes = [
  ["2 KB", 2_048],
  ["64 KB", 65_536],
  ["256 KB", 262_144],
  ["1 MB", 1_048_576],
] as const;

/** One month's bill, line by line, with full batches beside batches of one. */
export async function billTable(bridge: Bridge): Promise<string> {
  const single = await billOf(bridge);
  const full = await billOf(bridge, { batchSize: 10 });
  const dollarsOf = ({ lines }: Cost, wanted: string): string =>
    money(lines.find(({ what }) => what === wanted)?.dollars ?? 0);
  const sums = [
    ["**grows with the webhooks**", "", money(single.running), money(full.running)],
    ["**archived and stored by choice**", "", money(single.kept), money(full.kept)],
    ["**paid whatever is sent**", "", money(single.fixed), money(full.fixed)],
    ["**together**", "", money(single.total), money(full.total)],
  ];
  const rows = single.lines.map(({ what, count }) => [
    what,
    count.toLocaleString("en", { maximumFractionDigits: count < 100 ? 2 : 0 }),
    dollarsOf(single, what),
    dollarsOf(full, what),
  ]);
  return table(["", "count (batches of 1)", "batches of 1", "batches of 10"], [...rows, ...sums]);
}

/** A million webhooks at each front door, size and batch, without what is paid by the month. */
export async function costTable(): Promise<string> {
  const rows: string[][] = [];
  for (const frontDoor of frontDoors) {
    const bridge = bridgeWith(frontDoor);
    for (const [name, size] of sizes) {
      const [single, full] = [await billOf(bridge, { size }), await billOf(bridge, { size, batchSize: 10 })];
      const quick = quickStartCost(1e6, size, assumedMs.quickStartMs);
      rows.push([
        frontDoor,
        name,
        money(single.running),
        money(full.running),
        money(single.kept),
        quick === undefined ? "too large" : money(quick),
      ]);
    }
  }
  const head = [
    "front door",
    "body",
    "batches of 1",
    "batches of 10",
    "stored payloads",
    "AWS's quick start",
  ];
  return table(head, rows);
}

/** One source without handshakes, which every front door takes. */
const bridgeWith = (frontDoor: (typeof frontDoors)[number]): Bridge => bridgeOf(1, doorOptions(frontDoor));

/** What a bridge costs by the month, or that one stack can't have so much. */
function idleMoney(bridge: Bridge, options: DeploymentOptions): string {
  try {
    return money(idleBill(bridge, options));
  } catch (error) {
    if (error instanceof BridgeError) return "more than one stack holds";
    throw error;
  }
}

/** What is paid whatever is sent, by the number of sources. */
export function fixedTable(): string {
  const rows = [1, 5, 10, 50, 100].map((count) => {
    const bridge = bridgeOf(count);
    const variants: readonly DeploymentOptions[] = [{}, allAlarms, { metrics: "totals" }];
    return [String(count), ...variants.map((options) => idleMoney(bridge, options))];
  });
  return table(["sources", "default alarms", "all alarms", 'metrics: "totals"'], rows);
}

/** Messages in a batch at best: those that come within the window, where one poller gets them all. */
const batchWithin = (webhooks: number, seconds: number): number =>
  Math.min(10, 1 + (webhooks / (hoursOfMonth * 3_600)) * seconds);

/** What the settings for log lines are worth, for a million webhooks. */
export async function logTable(bridge: Bridge): Promise<string> {
  const rows: string[][] = [];
  for (const accepted of [1, 0.1, 0]) {
    const chosen = withOptions(bridge, stage, { logs: { accepted } });
    const { logs, running } = await billOf(chosen);
    const bytes = logs.receive + logs.publish + logs.system + logs.access;
    rows.push([String(accepted), Math.round(bytes).toLocaleString("en"), money(running)]);
  }
  return table(["logs.accepted", "bytes of log a webhook", "a million, batches of 1"], rows);
}

/** What X-Ray's traces add to a million webhooks, in batches of one and of ten. */
export async function tracingPrice(bridge: Bridge): Promise<string> {
  const traced = withOptions(bridge, stage, { tracing: true });
  const added = async (batchSize: number): Promise<string> =>
    money((await billOf(traced, { batchSize })).running - (await billOf(bridge, { batchSize })).running);
  return `${await added(1)} to a million webhooks in batches of one, and ${await added(10)} in batches of ten`;
}

/** What a batching window saves, and what it costs in time. */
export async function windowTable(bridge: Bridge): Promise<string> {
  const rows: string[][] = [];
  for (const webhooks of months)
    for (const seconds of [0, 1, 5, 20]) {
      const batchSize = batchWithin(webhooks, seconds);
      const { running } = await billOf(bridge, { webhooks, batchSize });
      rows.push([
        webhooks.toLocaleString("en"),
        seconds === 0 ? "none" : `${seconds} s`,
        batchSize.toFixed(1),
        money(running),
        money((running * 1e6) / webhooks),
      ]);
    }
  return table(["webhooks a month", "window", "batch at best", "a month", "a million"], rows);
}

const months = [1e5, 1e6, 1e7, 1e8] as const;

/** Managed services' list prices beside the whole bill of ours: 5 sources, bodies of 2 KB, batches of one, 30 days archived. */
export async function managedTable(bridge: Bridge): Promise<string> {
  const bills = await Promise.all(months.map((webhooks) => billOf(bridge, { webhooks })));
  const dollars = (amount: number): string => `$${amount.toLocaleString("en", { maximumFractionDigits: 0 })}`;
  const rows = managedServices.map((service) => [
    service.name,
    ...months.map((webhooks, place) => {
      const asked = managedCost(service, webhooks);
      if (asked === undefined) return "more than the plan";
      return `${dollars(asked)} (${(asked / (bills[place]?.total ?? 0)).toFixed(1)} ×)`;
    }),
    footing(service),
    `${service.source}, ${service.asOf}`,
  ]);
  const head = months.map((webhooks) => `${webhooks.toLocaleString("en")} a month`);
  const own = [
    "this bridge",
    ...bills.map(({ total }) => money(total)),
    "archives as configured",
    "the tables above",
  ];
  return table(["", ...head, "included", "source"], [own, ...rows]);
}

/** Dollars for a month of a million webhooks of 2 KB. */
export async function costChart(bridge: Bridge): Promise<string> {
  const plans = ["Hookdeck, Team", "Svix, Free", "Hookbase, Business"];
  const others = managedServices
    .filter(({ name }) => plans.includes(name))
    .map((service) => [service.name, managedCost(service, 1e6) ?? 0] as const);
  const quick = quickStartCost(1e6, 2_048, assumedMs.quickStartMs) ?? 0;
  const single = await billOf(withOptions(bridge, stage, {}));
  return barChart("A month of a million webhooks of 2 KB", "US dollars", [
    ["AWS quick start", quick],
    ["this bridge", single.total],
    ...others,
  ]);
}
