import type { AcceptedEntry } from "./put-events.ts";

/** A time as envelopes carry it: whole seconds, UTC. */
export function envelopeTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** Where an event comes from, beside its entry. */
export interface EnvelopeContext {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly received: Date;
}

/** The event as targets get it: keys in AWS's order, detail spliced in as the text that was sent. */
export function envelopeOf(entry: AcceptedEntry, context: EnvelopeContext): string {
  const time = entry.time === undefined ? context.received : new Date(entry.time * 1000);
  const head = JSON.stringify({
    version: "0",
    id: context.id,
    "detail-type": entry.detailType,
    source: entry.source,
    account: context.account,
    time: envelopeTime(time),
    region: context.region,
    resources: entry.resources,
  });
  return `${head.slice(0, -1)},"detail":${entry.detail}}`;
}

const resourcesKey = ',"resources":';

/** The same event with `replay-name` where AWS puts it, between region and resources. */
export function replayEnvelope(envelope: string, replayName: string): string {
  // Quotes within JSON strings are escaped, so the first occurrence is the envelope's own key: detail comes last.
  const at = envelope.indexOf(resourcesKey);
  return `${envelope.slice(0, at)},"replay-name":${JSON.stringify(replayName)}${envelope.slice(at)}`;
}
