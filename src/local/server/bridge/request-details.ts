import { signaturesOf } from "../../../core/provider.ts";
import type { Source } from "../../../core/source.ts";
import type { RequestDetail, RequestStep, SignatureFacts } from "../../../operate/requests.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import type { IndexedEvent } from "../journal/event-index.ts";
import { type JournalRequest, type JournalStep, notAccepted } from "../journal/request-table.ts";
import { keptRequest } from "../refused/kept-request.ts";
import { readHttp } from "../refused/raw-http.ts";
import type { BridgeParts } from "./bridge-parts.ts";

/** How the request was signed; undefined where it carried none of the provider's signatures. */
function signatureFacts(
  { scheme, row: { secretIndex } }: JournalRequest,
  source: Source | undefined,
  secretCount: number,
): SignatureFacts | undefined {
  const all = source ? signaturesOf(source.provider) : [];
  const signature = all[scheme ?? (all.length === 1 ? 0 : -1)];
  return (
    signature && {
      scheme: signature.scheme,
      description: describeSignature(signature),
      locations: signatureLocations(signature),
      secretCount,
      ...(secretIndex !== undefined && { secretIndex }),
    }
  );
}

/** The delivery of a request's events to the targets of rules, as one step. */
function deliveredStep(
  events: readonly IndexedEvent[],
  { workspace }: BridgeParts,
  atMs: number,
): readonly RequestStep[] {
  const results = events.flatMap((event) => workspace.feed.results(event) ?? []);
  if (results.length === 0) return [];
  const delivered = results.filter(({ state }) => state === "delivered").length;
  const failed = results.filter(({ state }) => state === "failed").length;
  const waiting = results.length - delivered - failed;
  const ended = results.flatMap(({ ended: moment }) => moment ?? []);
  const words = [
    `${delivered} of ${results.length} deliveries to targets of rules`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ];
  return [
    {
      step: "delivered",
      detail: words.join(", "),
      ...(waiting > 0 ? { waiting: true } : { offsetMs: Math.max(...ended) - atMs }),
    },
  ];
}

/** What is still to come. */
function stepsToCome({ row }: JournalRequest): readonly RequestStep[] {
  if (row.outcome === "queued") return [{ step: "taken", waiting: true }];
  return row.outcome === "deferred" ? [{ step: "published", waiting: true }] : [];
}

function allSteps(
  request: JournalRequest,
  made: readonly JournalStep[],
  events: readonly IndexedEvent[],
  parts: BridgeParts,
): readonly RequestStep[] {
  const { atMs, row } = request;
  const steps = made.map(
    ({ step, at, detail }): RequestStep => ({
      step,
      offsetMs: Math.max(0, at - atMs),
      ...(detail !== undefined && { detail }),
    }),
  );
  // When the signature was checked is not measured.
  const verified: readonly RequestStep[] = notAccepted.includes(row.outcome) ? [] : [{ step: "verified" }];
  const first = steps.findIndex(({ step }) => step !== "received");
  const split = first === -1 ? steps.length : first;
  return [
    ...steps.slice(0, split),
    ...verified,
    ...steps.slice(split),
    ...deliveredStep(events, parts, atMs),
    ...stepsToCome(request),
  ];
}

/** A command that shows more, or why something is not known. */
function requestNote(
  { row: { id, outcome } }: JournalRequest,
  explainable: boolean,
): { readonly note?: string } {
  if (explainable) return { note: `npx hookbridge explain ${id}` };
  if (outcome === "refused" || outcome === "failed")
    return { note: "Its bytes are not kept: only those of the last 200 refused requests are, for a day." };
  return outcome === "dead-letter" ? { note: "npx hookbridge dead-letters list" } : {};
}

/** Every secret that is known here, of all sources and of the past, none of which may be shown. */
export async function allSecrets({
  config,
  secretsOf,
  formerSecretsOf,
}: BridgeParts): Promise<readonly string[]> {
  const names = [...config.sources.keys()];
  const stored = await Promise.all(names.map(secretsOf));
  return [...stored.flat(), ...names.flatMap(formerSecretsOf)];
}

/** One request, step by step. */
export async function requestDetail(parts: BridgeParts, id: string): Promise<RequestDetail | undefined> {
  const { journal, config, refused, secretsOf } = parts;
  const request = journal.requests.find(id);
  if (!request) return undefined;
  const source = config.sources.get(request.row.source);
  const events = journal.events.ofDelivery(id).filter(({ row }) => row.replay === undefined);
  const bytes = refused.read(id);
  const kept = bytes && readHttp(bytes);
  const secrets = source ? (await secretsOf(source.name)).length : 0;
  const signature = signatureFacts(request, source, secrets);
  return {
    ...request.row,
    steps: allSteps(request, journal.requests.steps(id), events, parts),
    events: events.map(({ row }) => row),
    explainable: kept !== undefined,
    ...(signature && { signature }),
    ...(kept && { request: keptRequest(kept, source?.provider, await allSecrets(parts)) }),
    ...requestNote(request, kept !== undefined),
  };
}
