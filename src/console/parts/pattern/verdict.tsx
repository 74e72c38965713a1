import type { FieldVerdict, PatternMatches, PatternVerdict } from "../../../operate/events.ts";
import { YesNo } from "../marks/mark-icon.tsx";
import { count } from "../text/numbers.ts";

/** EventBridge's reason without what it quotes of the pattern, which stands right there. */
export const shortReason = (reason: string): string =>
  reason.replace(/^Event pattern is not valid\. Reason: /, "").split("\n at [Source:")[0] ?? reason;

/** The line that says yes, no, or why there is no answer. */
export function VerdictLine({ verdict }: { readonly verdict: PatternVerdict | undefined }) {
  if (!verdict) return <p class="verdict">Not asked yet</p>;
  const { valid, matched, place } = verdict;
  const at = place ? `, line ${place.line}, column ${place.column}` : "";
  const words = matched
    ? "Matches this event"
    : valid
      ? "Does not match this event"
      : `Not a valid pattern${at}`;
  return (
    <p class={matched ? "verdict ok" : "verdict bad"} role="status">
      <YesNo yes={matched} /> {words}
    </p>
  );
}

/** Each field with what it is, and what it needs. */
export function FieldList({ fields }: { readonly fields: readonly FieldVerdict[] }) {
  return (
    <ul class="leaves" aria-label="Result by field">
      {fields.map(({ field, matched, why }) => (
        <li key={field}>
          <YesNo yes={matched} />
          <span>
            <code>{field}</code> <span class={matched ? "muted" : ""}>{why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How many of the last events match, as a sentence. */
export function matchesText({ bus, matching, of, note, valid }: PatternMatches): string {
  if (!valid) return "";
  if (matching === null) return note ?? `How many events on ${bus} match is not known.`;
  if (of === 0) return `There are no events on ${bus} yet.`;
  const counted = `${count(matching)} of the last ${count(of)} events on ${bus} ${matching === 1 ? "matches" : "match"}.`;
  return note === undefined ? counted : `${counted} ${note}`;
}
