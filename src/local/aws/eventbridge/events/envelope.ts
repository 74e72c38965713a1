import type { AcceptedEntry } from "./put-events.ts";

/** A time as in an envelope: whole seconds, UTC. */
export function envelopeTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** What an envelope says beside its entry. */
export interface EnvelopeContext {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly received: Date;
}

/** The event as targets get it: keys in AWS's order, detail as the text that was sent. */
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

/** The event with `replay-name`, which AWS puts between region and resources. */
export function replayEnvelope(envelope: string, replayName: string): string {
  // The first occurrence is the envelope's own key: quotes inside JSON strings are escaped, and detail comes last.
  const at = envelope.indexOf(resourcesKey);
  return `${envelope.slice(0, at)},"replay-name":${JSON.stringify(replayName)}${envelope.slice(at)}`;
}
