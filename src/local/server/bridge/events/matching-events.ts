import { setImmediate as nextTurn } from "node:timers/promises";
import { leavesByPath } from "../../../../core/patterns/event-leaves.ts";
import type { EventRow, PatternMatches } from "../../../../operate/events.ts";
import { AwsError } from "../../../aws/aws-json-server.ts";
import { checkPattern } from "../../../aws/eventbridge/test-event-pattern.ts";
import type { BridgeParts } from "../bridge-parts.ts";
import { eventRecord, knownBus } from "./event-records.ts";
import { patternRefusal } from "./pattern-verdict.ts";

/** Events that are asked, events that are shown, and how many are read before others get a turn. */
const matchLimits = { asked: 1_000, shown: 20, atOnce: 25 } as const;

/** Asks the last events of a bus, as its rules were asked. */
export async function matchingEvents(
  parts: BridgeParts,
  pattern: string,
  bus: string,
): Promise<PatternMatches> {
  knownBus(parts, bus);
  const { journal, workspace } = parts;
  const rows = journal.events.list({ bus: [bus], limit: matchLimits.asked }).items;
  let compiled: ReturnType<typeof checkPattern>;
  try {
    compiled = checkPattern(pattern);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return {
      valid: false,
      ...patternRefusal(error.message),
      bus,
      matching: null,
      of: rows.length,
      newest: [],
    };
  }
  const newest: EventRow[] = [];
  let matching = 0;
  for (const [index, row] of rows.entries()) {
    if (index % matchLimits.atOnce === matchLimits.atOnce - 1) await nextTurn();
    const event = journal.events.find(row.id);
    if (!event || !compiled.matches(leavesByPath(eventRecord(event, workspace.feed).envelope))) continue;
    matching++;
    if (newest.length < matchLimits.shown) newest.push(row);
  }
  return { valid: true, bus, matching, of: rows.length, newest };
}
