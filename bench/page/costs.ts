import { managedCost, managedServices } from "../cost/managed.ts";
import { assumedMs, costOf, frontDoors, quickStartCost } from "../cost/model.ts";
import { table } from "../table.ts";
import { barChart } from "./charts.ts";

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

/** A million webhooks at each front door, size and batch. */
export async function costTable(): Promise<string> {
  const rows: string[][] = [];
  for (const frontDoor of frontDoors)
    for (const [size, bytes] of [
      ["2 KB", 2_048],
      ["64 KB", 65_536],
      ["256 KB", 262_144],
      ["1 MB", 1_048_576],
    ] as const)
      for (const batchSize of [10, 1]) {
        const quick = quickStartCost(1e6, bytes, assumedMs.quickStartMs);
        const cost = await costOf({ webhooks: 1e6, size: bytes, frontDoor, batchSize, ...assumedMs });
        rows.push([
          frontDoor,
          size,
          String(batchSize),
          money(cost.calls),
          money(cost.withDurations),
          money(cost.withLogs),
          quick === undefined ? "too large" : money(quick),
        ]);
      }
  const head = [
    "front door",
    "body",
    "batch",
    "counted calls",
    "with durations",
    "with logs",
    "AWS's quick start",
  ];
  return table(head, rows);
}

const ours = async (webhooks: number): Promise<number> => {
  const question = { webhooks, size: 2_048, frontDoor: "http-api", batchSize: 10, ...assumedMs } as const;
  return (await costOf(question)).withLogs;
};

const months = [1e5, 1e6, 1e7, 1e8] as const;

/** Managed services' list prices beside ours, with logs, for bodies of 2 KB in batches of ten behind an HTTP API. */
export async function managedTable(): Promise<string> {
  const own = await Promise.all(months.map(ours));
  const rows = managedServices.map((service) => [
    service.name,
    ...months.map((webhooks, place) => {
      const asked = managedCost(service, webhooks);
      if (asked === undefined) return "more than the plan";
      return `$${asked.toLocaleString("en", { maximumFractionDigits: 0 })} (${(asked / (own[place] ?? 0)).toFixed(1)} ×)`;
    }),
    `${service.source}, ${service.asOf}`,
  ]);
  const head = months.map((webhooks) => `${webhooks.toLocaleString("en")} a month`);
  return table(
    ["", ...head, "source"],
    [["this bridge", ...own.map((dollars) => `$${dollars.toFixed(2)}`), "the tables above"], ...rows],
  );
}

/** Dollars for a million webhooks of 2 KB. */
export async function costChart(): Promise<string> {
  const plans = ["Hookdeck, Team", "Svix, Free", "Hookbase, Business"];
  const others = managedServices
    .filter(({ name }) => plans.includes(name))
    .map((service) => [service.name, managedCost(service, 1e6) ?? 0] as const);
  const quick = quickStartCost(1e6, 2_048, assumedMs.quickStartMs) ?? 0;
  return barChart("A million webhooks of 2 KB", "US dollars", [
    ["AWS quick start", quick],
    ["this bridge", await ours(1e6)],
    ...others,
  ]);
}
