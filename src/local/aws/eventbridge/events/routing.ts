import { optionalText } from "../../aws-json-input.ts";
import { leavesByPath } from "../patterns/event-leaves.ts";
import { compilePattern, type Pattern } from "../patterns/pattern.ts";
import { ruleArn } from "../rules.ts";
import { type Service, settingsOf } from "../store.ts";
import type { Deliveries } from "../targets/deliveries.ts";
import { targetBody } from "../targets/input-transformer.ts";
import { targetInput, targetsOf } from "../targets/targets.ts";
import { envelopeTime } from "./envelope.ts";
import type { BusEvent } from "./event-table.ts";

/** Gives an event to the rules of its bus, or to those of `only` (ARNs). */
export type RouteEvent = (event: BusEvent, received: Date, only?: readonly string[]) => void;

function patternCache(): (text: string) => Pattern {
  const patterns = new Map<string, Pattern>();
  return (text) => {
    const pattern = patterns.get(text) ?? compilePattern(text);
    patterns.set(text, pattern);
    return pattern;
  };
}

/** Routes events to the SQS targets of the rules that match; other targets are ignored. */
export function makeRouter(service: Service, deliveries: Deliveries | undefined): RouteEvent {
  const patternOf = patternCache();
  return (event, received, only) => {
    const leaves = leavesByPath(event.envelope);
    const rows = service.database.prepare("SELECT name, settings FROM rules WHERE bus = ?").all(event.bus);
    for (const row of rows) {
      const ruleName = String(row.name);
      const settings = settingsOf(row) ?? {};
      const rule = {
        ruleName,
        ruleArn: ruleArn(service, event.bus, ruleName),
        ingestionTime: envelopeTime(received),
      };
      const pattern = optionalText(settings, "EventPattern");
      if (!pattern || settings.State === "DISABLED" || (only && !only.includes(rule.ruleArn))) continue;
      if (!patternOf(pattern).matches(leaves)) continue;
      for (const target of targetsOf(service, event.bus, ruleName)) {
        if (!String(target.Arn).startsWith("arn:aws:sqs:")) continue;
        const body = targetBody(targetInput(target), event.envelope, rule);
        if (body !== undefined) deliveries?.add(event.seq, target, body);
      }
    }
  };
}
