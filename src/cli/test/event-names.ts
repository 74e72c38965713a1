import type { Bridge } from "../../config/define-bridge.ts";
import { eventFindings } from "../../config/known-events/check-known-events.ts";

/** What the known events say of the names in `accept` and in the patterns of subscriptions. */
export interface EventNamesResult {
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

/** Compares the names that a configuration asks for with those that vendors have. */
export function testEventNames(bridge: Bridge): EventNamesResult {
  const byLevel = Map.groupBy(eventFindings(bridge), ({ level }) => level);
  const texts = (level: "error" | "warning"): readonly string[] =>
    (byLevel.get(level) ?? []).map(({ message, remedy }) => `${message} ${remedy}`);
  return { failures: texts("error"), notes: texts("warning") };
}

/** The result in lines; none where nothing is to be said. */
export function nameResultLines({ failures, notes }: EventNamesResult): readonly string[] {
  if (failures.length + notes.length === 0) return [];
  return [
    `${failures.length > 0 ? "FAIL" : "ok  "} names of events`,
    ...failures.map((failure) => `     wrong: ${failure}`),
    ...notes.map((note) => `     note: ${note}`),
  ];
}
