import type { SubscriptionRow } from "../../../operate/state.ts";
import { type KeyValue, KeyValues } from "../../parts/blocks/key-values.tsx";
import { Note } from "../../parts/blocks/note.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyButton } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { count } from "../../parts/text/numbers.ts";
import { targetParts } from "./subscription-order.ts";
import { oldestText, patternText, stateText } from "./subscription-words.ts";

const figureOrUnknown = (number: number | undefined): string =>
  number === undefined ? "not measured here" : count(number);

function LastError({ error: { at, reason } }: { readonly error: NonNullable<SubscriptionRow["lastError"]> }) {
  return (
    <>
      {reason}, <Moment at={at} />
    </>
  );
}

function subscriptionFactsOf(row: SubscriptionRow): readonly KeyValue[] {
  const { bus, target, matched, failed, lastError, backlog, deadLetters, name } = row;
  const { kind, which } = targetParts(target);
  return [
    ["Bus", bus],
    ["Target", which === "" ? kind : `${kind}, ${which}`],
    ["Matched", matched === undefined ? "not measured here" : `${count(matched)} in the last hour`],
    [
      "Failed",
      failed === undefined
        ? "not measured here"
        : `${count(failed)} tried again, or given up in the last hour`,
    ],
    ...(lastError ? [["Last error", <LastError key="error" error={lastError} />] as const] : []),
    ["Backlog", figureOrUnknown(backlog)],
    ["Oldest", oldestText(row)],
    [
      "Dead letters",
      deadLetters ? (
        <Link href={`/dead-letters?queue=${encodeURIComponent(name)}`}>{count(deadLetters)}</Link>
      ) : (
        figureOrUnknown(deadLetters)
      ),
    ],
  ];
}

/** What is known of a subscription. */
export function SubscriptionFacts({ row }: { readonly row: SubscriptionRow }) {
  const cause = stateText(row);
  return (
    <>
      {cause !== undefined && (
        <Note kind={row.state === "failing" ? "bad" : "warn"}>
          <p>{cause}</p>
        </Note>
      )}
      <KeyValues rows={subscriptionFactsOf(row)} />
    </>
  );
}

/** Which events it gets. */
export function SubscriptionPattern({ row: { pattern, bus } }: { readonly row: SubscriptionRow }) {
  if (pattern === undefined) return <p class="muted">Its pattern is not known here.</p>;
  const query = new URLSearchParams({ pattern, bus });
  return (
    <div class="stack near">
      <pre class="code">{patternText(pattern)}</pre>
      <div class="filters">
        <CopyButton text={pattern} label="Copy pattern" what="the pattern" />
        <Button small href={`/patterns?${query}`}>
          Try it
        </Button>
      </div>
    </div>
  );
}
