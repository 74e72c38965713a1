/** What the page of an event says of it. */
import { type Json, parseJson } from "../../../core/json/json.ts";
import { eachMember, endOfValue, keyIn, spanAt } from "../../../core/json/json-text.ts";
import type { EventRecord, RuleResult } from "../../../operate/events.ts";
import { plural } from "../../parts/text/numbers.ts";

/** An attribute of the CloudEvent. */
export interface EventAttribute {
  readonly name: string;
  /** JSON text. */
  readonly json: string;
  /** As it reads: a text without its quotation marks. */
  readonly text: string;
}

/** Members of `detail` that are no attributes: the payload in its three forms. */
const payloadMembers = ["data", "data_base64", "dataref"];

/** The attributes, in the order of docs/events.md, which is that of the text itself. */
export function attributesIn(envelope: string): readonly EventAttribute[] {
  const detail = spanAt(envelope, ["detail"]);
  if (!detail || envelope[detail.start] !== "{") return [];
  const found: EventAttribute[] = [];
  eachMember(envelope, detail.start, (name, start) => {
    const end = endOfValue(envelope, start);
    const json = envelope.slice(start, end);
    if (!payloadMembers.includes(name))
      found.push({ name, json, text: json.startsWith('"') ? keyIn(json) : json });
    return end;
  });
  return found;
}

/** The payload of an event. */
export type EventPayload =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "base64"; readonly text: string; readonly type: string }
  | { readonly kind: "dataref"; readonly uri: string }
  | { readonly kind: "none" };

/** The payload, as text that nobody has printed again. */
export function payloadIn(envelope: string): EventPayload {
  const text = (name: string): string | undefined => {
    const span = spanAt(envelope, ["detail", name]);
    return span && envelope.slice(span.start, span.end);
  };
  const json = text("data");
  if (json !== undefined) return { kind: "json", text: json };
  const base64 = text("data_base64");
  if (base64?.startsWith('"'))
    return { kind: "base64", text: keyIn(base64), type: unquoted(text("datacontenttype")) };
  const uri = text("dataref");
  return uri?.startsWith('"') ? { kind: "dataref", uri: keyIn(uri) } : { kind: "none" };
}

const unquoted = (json = '""'): string => {
  const value: Json = parseJson(json)?.value ?? "";
  return typeof value === "string" ? value : json;
};

/** The envelope without its payload, which has tabs of its own. */
export function entryWithoutData(envelope: string): string {
  const span = spanAt(envelope, ["detail", "data"]);
  return span && span.end - span.start > 2_000
    ? `${envelope.slice(0, span.start)}"…"${envelope.slice(span.end)}`
    : envelope;
}

/** How far an event came: names of `Outcome`. */
type EventOutcome = "unmatched" | "published" | "behind" | "target-failed" | "delivered";

/** How far an event came at the targets of a rule. */
export function ruleOutcome({ matched, targets }: RuleResult): {
  readonly outcome: EventOutcome;
  readonly word?: string;
} {
  if (!matched) return { outcome: "unmatched" };
  const states = targets.map(({ state }) => state);
  if (states.length === 0) return { outcome: "published", word: "No target" };
  if (states.includes("failed")) return { outcome: "target-failed" };
  if (targets.some(({ state, attempts = 0 }) => state === "waiting" && attempts > 0))
    return { outcome: "behind", word: "Failed, trying again" };
  if (states.includes("waiting")) return { outcome: "published", word: "Waiting" };
  return states.includes("unknown") ? { outcome: "published", word: "Matched" } : { outcome: "delivered" };
}

/** How an event went at all of its rules, in one sentence. */
export function eventOutcome({ rules }: EventRecord): {
  readonly outcome: EventOutcome;
  readonly word: string;
} {
  if (!rules) return { outcome: "published", word: "On its bus" };
  const matching = rules.filter(({ matched }) => matched);
  if (matching.length === 0) return { outcome: "published", word: "On its bus, no rule matches" };
  const outcomes = matching.map((rule) => ruleOutcome(rule).outcome);
  const delivered = outcomes.filter((one) => one === "delivered").length;
  const failed = outcomes.filter((one) => one === "target-failed").length;
  const trying = outcomes.filter((one) => one === "behind").length;
  const all = plural(matching.length, "rule");
  if (failed > 0) return { outcome: "target-failed", word: `Failed at ${failed} of ${all}` };
  if (delivered === matching.length) return { outcome: "delivered", word: `Delivered to ${all}` };
  const word = `Delivered to ${delivered} of ${all}`;
  return trying > 0
    ? { outcome: "behind", word: `${word}, trying again at ${trying}` }
    : { outcome: "published", word };
}

/** What a target is, short: the service and the last part of its ARN. */
export function targetName(arn: string): string {
  const [prefix, , service = "", , , ...rest] = arn.split(":");
  if (prefix !== "arn" || rest.length === 0) return arn;
  return `${service} ${rest.join(":").split(/[:/]/).at(-1)}`;
}
