import { BridgeError } from "../../core/errors.ts";
import { compilePattern } from "../../core/patterns/pattern.ts";
import type { Subscription } from "../../core/subscription.ts";
import type { Bridge } from "../define-bridge.ts";
import { circleFindings } from "../subscriptions/forward-circle.ts";
import { acceptFindings } from "./accept-findings.ts";
import type { EventFinding } from "./event-finding.ts";
import { catalogueEvents, type KnownEvents } from "./known-events.ts";
import { payloadFindings } from "./payload-findings.ts";
import { type NamesOfSource, sourceEvents } from "./possible-events.ts";
import { reachFinding } from "./reach-finding.ts";
import { valueFindings } from "./value-findings.ts";

/** What is checked of a configuration. */
type CheckedParts = Pick<Bridge, "name" | "sources" | "buses" | "subscriptions">;

function subscriptionFindings(
  { name, bus, pattern: text, unlisted }: Subscription,
  all: readonly NamesOfSource[],
  { buses }: CheckedParts,
): readonly EventFinding[] {
  const where = `bridge.config.ts: subscription "${name}"`;
  const sources = all.filter(({ source }) => typeof source.bus === "function" || source.bus === bus);
  const pattern = compilePattern(text);
  const payload = payloadFindings(where, pattern, sources, buses.get(bus)?.eventBytes);
  if (unlisted) return payload;
  const nothing = reachFinding(where, pattern, sources);
  return nothing ? [nothing] : [...valueFindings(where, pattern, sources), ...payload];
}

/**
 * What is to be said of the events of a configuration: what the known ones say of `accept` and of patterns, and where buses forward in a circle.
 * @param known of the catalogue's providers; default: the list of this version
 */
export function eventFindings(
  parts: CheckedParts,
  known: Readonly<Record<string, KnownEvents>> = catalogueEvents(),
): readonly EventFinding[] {
  const all = Array.from(parts.sources.values(), (source) => sourceEvents(source, known));
  return [
    ...all.flatMap(acceptFindings),
    ...Array.from(parts.subscriptions.values(), (subscription) =>
      subscriptionFindings(subscription, all, parts),
    ).flat(),
    ...circleFindings(parts),
  ];
}

/**
 * Refuses a configuration that waits for events which can't come.
 * @returns what may be wrong, in sentences
 * @throws BridgeError `config-invalid` with everything that is wrong, not only the first
 */
export function refuseUnknownEvents(parts: CheckedParts): readonly string[] {
  const findings = eventFindings(parts);
  const [first, ...others] = findings.filter(({ level }) => level === "error");
  if (first) {
    const rest = others.map(({ message, remedy }) => ` ${message} ${remedy}`).join("");
    throw new BridgeError("config-invalid", first.message, first.remedy + rest);
  }
  return findings.map(({ message, remedy }) => `${message} ${remedy}`);
}
