import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { EventRow, KnownEvent, RuleResult, TargetResult } from "../../operate/events.ts";
import { harmless, type Paint, painted } from "../text/paint.ts";
import { textTable } from "../text/text-table.ts";

/** Events of one delivery whose rules are shown; a delivery can have hundreds. */
const mostWithRules = 5;

const targetPaints: Readonly<Record<TargetResult["state"], Paint>> = {
  delivered: "good",
  waiting: "warn",
  failed: "bad",
  unknown: "quiet",
};

function targetText({ target, state, attempts, reason }: TargetResult): string {
  const tries = attempts === undefined || attempts < 2 ? "" : ` after ${attempts} attempts`;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `      ${harmless(target)}: ${painted(targetPaints[state], state)}${tries}${harmless(why)}`;
}

function ruleText({ rule, matched, why, targets }: RuleResult): readonly string[] {
  if (matched) return [`    ${harmless(rule)} matched`, ...targets.map(targetText)];
  return [painted("quiet", harmless(`    ${rule} did not match${why === undefined ? "" : `: ${why}`}`))];
}

const ruleLines = (rules: readonly RuleResult[]): readonly string[] =>
  rules.length === 0 ? ["    no rule is on this bus"] : rules.flatMap(ruleText);

function rulesText({ id, rules, forwarded = [] }: KnownEvent): readonly string[] {
  if (!rules) return [];
  return [
    `  Rules for ${harmless(id)}`,
    ...ruleLines(rules),
    ...forwarded.flatMap((one) => [
      `  Rules for ${harmless(id)} on the bus ${harmless(one.bus)}`,
      ...ruleLines(one.rules),
    ]),
  ];
}

/** An event with its rules; undefined where it can't be looked up. */
async function recordOf(bridge: Pick<RunningBridge, "event">, id: string): Promise<KnownEvent | undefined> {
  try {
    return await bridge.event(id);
  } catch (error) {
    if (error instanceof BridgeError && error.code === "wrong-use") return undefined;
    throw error;
  }
}

/** The events of a delivery, and what the rules of their buses did with the first of them. */
export async function deliveredEventsText(
  bridge: Pick<RunningBridge, "event" | "place">,
  events: readonly EventRow[],
): Promise<readonly string[]> {
  if (events.length === 0) return [];
  // A stage would read its logs for each of them, which have nothing of rules.
  const ids =
    bridge.place.kind === "stage" ? [] : [...new Set(events.map(({ id }) => id))].slice(0, mostWithRules);
  const records = await Promise.all(ids.map((id) => recordOf(bridge, id)));
  return [
    painted("strong", "Events"),
    textTable(
      ["ID", "BUS", "TYPE", "SUBJECT"],
      events.map(({ id, bus, type, subject = "" }) => [id, bus, type, subject]),
    ),
    ...records.flatMap((record) => (record ? rulesText(record) : [])),
  ];
}
