import { type LeavesByPath, leavesByPath } from "../../../../core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern, type Pattern } from "../../../../core/patterns/pattern.ts";
import { optionalText } from "../../aws-json-input.ts";
import { ruleArn } from "../rules.ts";
import { type Service, settingsOf } from "../store.ts";
import type { Deliveries } from "../targets/deliveries.ts";
import { targetBody } from "../targets/input-transformer.ts";
import { targetInput } from "../targets/target-input.ts";
import { busOfArn } from "../targets/target-service.ts";
import { targetsOf } from "../targets/targets.ts";
import { envelopeTime } from "./envelope.ts";
import type { BusEvent } from "./event-table.ts";

/** Which targets get an event. */
export interface RouteChoice {
  /** ARNs of the rules; default: all of the bus. */
  readonly rules?: readonly string[];
  /** True for an event that came from another bus: it goes on no further one. */
  readonly isForwarded?: boolean;
}

/** Gives an event to the rules of its bus. */
export type RouteEvent = (event: BusEvent, received: Date, choice?: RouteChoice) => void;

/** A pattern of the database; one that a former version took although AWS refuses it matches nothing, which is said once. */
function storedPattern(text: string): Pattern {
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    process.emitWarning(
      `An EventBridge rule's pattern is not valid and matches nothing: ${error.message}: ${text}`,
    );
    const nothing = { hasWildcards: false, alternatives: [], conditions: () => [] } as const;
    return { ...nothing, matches: () => false, mayMatch: () => false };
  }
}

function patternCache(): (text: string) => Pattern {
  const patterns = new Map<string, Pattern>();
  return (text) => {
    const pattern = patterns.get(text) ?? storedPattern(text);
    patterns.set(text, pattern);
    return pattern;
  };
}

/** Routes events to the targets of the rules that match. */
export function makeRouter(service: Service, deliveries: Deliveries | undefined): RouteEvent {
  const patternOf = patternCache();
  const rulesOfBus = service.database.prepare("SELECT name, settings FROM rules WHERE bus = ?");
  return (event, received, { rules: only, isForwarded = false } = {}) => {
    let leaves: LeavesByPath | undefined;
    for (const row of rulesOfBus.all(event.bus)) {
      const ruleName = String(row.name);
      const settings = settingsOf(row) ?? {};
      const rule = {
        ruleName,
        ruleArn: ruleArn(service, event.bus, ruleName),
        ingestionTime: envelopeTime(received),
      };
      const pattern = optionalText(settings, "EventPattern");
      if (!pattern || settings.State === "DISABLED" || (only && !only.includes(rule.ruleArn))) continue;
      leaves ??= leavesByPath(event.envelope);
      if (!patternOf(pattern).matches(leaves)) continue;
      for (const target of targetsOf(service, event.bus, ruleName)) {
        if (isForwarded && busOfArn(String(target.Arn)) !== undefined) continue;
        const body = targetBody(targetInput(target), event.envelope, rule);
        if (body === undefined) continue;
        deliveries?.add({ eventSeq: event.seq, ruleArn: rule.ruleArn, target, body });
      }
    }
  };
}
