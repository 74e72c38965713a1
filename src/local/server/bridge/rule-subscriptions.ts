import { BridgeError } from "../../../core/errors.ts";
import type { BusRule } from "../../../operate/deployed/subscriptions/read-bus-rules.ts";
import type { SubscriptionRow } from "../../../operate/state.ts";
import type { BridgeParts } from "./bridge-parts.ts";
import { busRules } from "./events/event-records.ts";

/** A rule fails where a delivery was given up within this time. */
export const failingForMs = 3_600_000;

function rowOfRule({ workspace, now }: BridgeParts, bus: string, rule: BusRule): SubscriptionRow {
  const { name, arn, isEnabled, pattern, targets } = rule;
  const going = workspace.feed.ruleDeliveries(arn, now() - failingForMs);
  const state = (): SubscriptionRow["state"] => {
    if (!isEnabled) return "paused";
    if (!going) return "healthy";
    if (going.failed > 0 || going.retrying > 0) return "failing";
    return going.waiting > 0 ? "behind" : "healthy";
  };
  return {
    name,
    bus,
    state: state(),
    target: targets.map(({ Arn = "" }) => Arn).join(", "),
    hasQueue: targets.length > 0 && targets.every(({ Arn = "" }) => Arn.split(":")[2] === "sqs"),
    ...(pattern !== undefined && { pattern }),
    ...(going && { backlog: going.waiting, matched: going.matched, failed: going.failed }),
  };
}

/** The subscriptions of the configuration, and the other rules with targets on the bridge's buses. */
export async function ruleSubscriptions(parts: BridgeParts): Promise<readonly SubscriptionRow[]> {
  const rows = await Promise.all(
    Array.from(parts.config.buses.keys(), async (bus) => {
      const rules = await busRules(parts, bus);
      const others = rules.filter(
        ({ name, targets }) => targets.length > 0 && !parts.consumers.has(bus, name),
      );
      return others.map((rule) => rowOfRule(parts, bus, rule));
    }),
  );
  return [...(await parts.consumers.rows()), ...rows.flat()];
}

/** A rule has no switch that keeps its events. */
export function refuseSwitch(
  { workspace }: BridgeParts,
  row: SubscriptionRow,
  verb: "disable" | "enable",
): never {
  const { cloud, resources } = workspace;
  throw new BridgeError(
    "wrong-use",
    `${row.name} is a rule that the bridge did not make: while a rule is disabled, its events are lost.`,
    `To do so all the same: aws events ${verb}-rule --name ${row.name} --event-bus-name ` +
      `${resources.busPrefix}${row.bus} --endpoint-url ${cloud.endpoints.eventbridge}`,
  );
}
