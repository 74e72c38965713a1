/** What the list of sources says of one. */
import type { SourceRow } from "../../../operate/state.ts";
import { plural } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";

/** The word for what a source is doing. */
export function conditionWord(
  { condition, lastHour, lastAccepted }: SourceRow,
  now: number,
): string | undefined {
  if (condition === "refused")
    return lastHour && lastHour.refused > 0
      ? `${plural(lastHour.refused, "request")} refused`
      : "The last was refused";
  if (condition === "silent" && lastAccepted)
    return `Silent for ${duration(now - Date.parse(lastAccepted.at))}`;
  return undefined;
}

/** What is known of a source's secrets. */
export function secretsWord({ secrets, condition, lastAccepted }: SourceRow): string {
  if (secrets === undefined) return "not readable";
  if (secrets === 0)
    return condition === "waiting-for-pairing" ? "handed over when paired" : "missing: answers 503";
  if (secrets === 1) return "1";
  const index = lastAccepted?.secretIndex;
  if (index === undefined) return String(secrets);
  return `${secrets}, ${index === 0 ? "newest matches" : "an older one still matches"}`;
}
