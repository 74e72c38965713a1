import type { ComponentChildren } from "preact";
import type { RequestRow } from "../../../../operate/requests.ts";
import { type KeyValue, KeyValues } from "../../../parts/blocks/key-values.tsx";
import { Note } from "../../../parts/blocks/note.tsx";
import { Button } from "../../../parts/controls/button.tsx";
import { Outcome } from "../../../parts/marks/outcome.tsx";
import { CodeText } from "../../../parts/text/code-text.tsx";
import { Moment } from "../../../parts/text/moment.tsx";
import { bytes } from "../../../parts/text/numbers.ts";
import { filterHref, type StreamFilter } from "../filter/stream-filter.ts";
import { hrefFrom, type ListedRow, type StreamRow } from "../list/stream-row.ts";

type MaybeRow = readonly [label: string, value: ComponentChildren | undefined];

const knownFacts = (rows: readonly MaybeRow[]): readonly KeyValue[] =>
  rows.flatMap(([label, value]) =>
    value === undefined || value === null || value === "" ? [] : [[label, value] as const],
  );

const answerOf = ({ status, ms }: RequestRow): string | undefined =>
  status === undefined ? undefined : `${status}${ms === undefined ? "" : ` in ${ms} ms`}`;

function eventsOf({ published = 0, duplicates = 0, dropped = 0 }: RequestRow): string | undefined {
  const parts = [
    ...(published > 0 ? [`${published} published`] : []),
    ...(duplicates > 0 ? [`${duplicates} left out as duplicates`] : []),
    ...(dropped > 0 ? [`${dropped} dropped by accept`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

const mono = (text: string | null | undefined) => (text ? <code>{text}</code> : undefined);

function peekFacts({ kind, row }: ListedRow): readonly KeyValue[] {
  switch (kind) {
    case "request":
      return knownFacts([
        ["Source", row.source],
        ["Provider", row.provider],
        [row.id.startsWith("dlv_") ? "Delivery" : "Request", mono(row.id)],
        ["Event type", row.type],
        ["Entity", row.entity],
        ["Action", row.action],
        ["Subject", row.subject],
        ["Handshake", row.handshake],
        ["Code", mono(row.code)],
        ["Answer", answerOf(row)],
        ["Body", row.bytes === undefined ? undefined : bytes(row.bytes)],
        [
          "Secret",
          row.secretIndex === undefined
            ? undefined
            : row.secretIndex === 0
              ? "the newest"
              : `${row.secretIndex} before the newest`,
        ],
        ["Events", eventsOf(row)],
      ]);
    case "event":
      return knownFacts([
        ["Source", row.source],
        ["Bus", row.bus],
        ["Event", mono(row.id)],
        ["detail.id", mono(row.eventId)],
        ["Delivery", mono(row.delivery)],
        ["Name", row.name],
        ["Entity", row.entity],
        ["Action", row.action],
        ["Subject", row.subject],
        ["Replay", mono(row.replay)],
      ]);
    case "consumed":
      return knownFacts([
        ["Subscription", row.subscription],
        ["Source", row.source],
        ["Event", mono(row.event)],
        ["Delivery", mono(row.delivery)],
        ["Attempts", row.attempts],
        ["Tried again", row.nextAt === undefined ? undefined : <Moment at={row.nextAt} full />],
        ["Dead letter", row.deadLetterAt === undefined ? undefined : <Moment at={row.deadLetterAt} full />],
        ["Replay", mono(row.replay)],
      ]);
    case "dead-letter":
      return knownFacts([
        ["Source", row.source ?? undefined],
        ["Queue", row.queue],
        ["Event type", row.type],
        ["Event", mono(row.event)],
        ["Delivery", mono(row.delivery)],
        ["Code", mono(row.code)],
        ["Receives", row.receives],
        ["Body", bytes(row.bytes)],
        ["Deleted at", row.deletedAt === undefined ? undefined : <Moment at={row.deletedAt} full />],
      ]);
  }
}

function causeOf({ kind, row }: ListedRow): {
  readonly detail?: string | undefined;
  readonly remedy?: string | undefined;
} {
  if (kind === "request") return { detail: row.detail, remedy: row.remedy };
  return kind === "dead-letter" || kind === "consumed" ? { detail: row.reason ?? undefined } : {};
}

/** The place with all that has the same cause. */
function sameCause({ source, listed: { kind, row } }: StreamRow, filter: StreamFilter): string | undefined {
  const reason =
    kind === "request" ? (row.reason ?? row.code) : kind === "dead-letter" ? row.code : undefined;
  if (!reason) return undefined;
  return filterHref({ ...filter, text: undefined, words: { source: [source], reason: [reason] } });
}

/** What is known of the chosen row, beside the list. */
export function Peek({ row, filter }: { readonly row: StreamRow; readonly filter: StreamFilter }) {
  const { detail, remedy } = causeOf(row.listed);
  const same = sameCause(row, filter);
  const isRefused = row.outcome === "refused";
  return (
    <aside class="panel peek" aria-label="The chosen row">
      <header>
        <Outcome outcome={row.outcome} word={row.word} />
        <span class="meta mono">
          <Moment at={row.at} precise />
        </span>
      </header>
      <div class="in stack middle">
        <div>
          <h2>{row.isBad ? row.about : row.type || row.about || row.source}</h2>
          {detail !== undefined && (
            <p class="muted">
              <CodeText text={detail} />
            </p>
          )}
        </div>
        <KeyValues rows={peekFacts(row.listed)} />
        {remedy !== undefined && (
          <Note kind={isRefused ? "bad" : "warn"}>
            <p>
              <CodeText text={remedy} />
            </p>
          </Note>
        )}
        <div class="filters">
          <Button kind="primary" href={hrefFrom(filterHref(filter), row)}>
            {isRefused ? "Explain" : "Open"}
          </Button>
          {same !== undefined && <Button href={same}>Filter to these</Button>}
        </div>
      </div>
    </aside>
  );
}
