import type { RequestDetail } from "../../../operate/requests.ts";
import { type JournalRequest, wasAccepted } from "../journal/request-table.ts";
import { type RawHttp, readHttp } from "../refused/raw-http.ts";
import type { BridgeParts } from "./bridge-parts.ts";
import { stepsOfRequest } from "./detail/request-steps.ts";
import { shownRequest, signatureFacts } from "./detail/shown-request.ts";
import { twinDeliveries } from "./detail/twin-deliveries.ts";

/** A command that shows more, or why something is not known. */
function requestNote(
  { row: { id, outcome } }: JournalRequest,
  raw: RawHttp | undefined,
): { readonly note?: string } {
  if (outcome === "refused" || outcome === "failed")
    return {
      note: raw
        ? `npx hookbridge explain ${id}`
        : "Its bytes are not kept: only those of the last 200 refused requests are, for a day.",
    };
  if (outcome === "dead-letter") return { note: "npx hookbridge dead-letters list" };
  return raw || outcome === "handshake"
    ? {}
    : {
        note: "Its bytes are not kept: those of the last 1,000 accepted requests are, until the bridge ends.",
      };
}

/** The bytes of a request: of a refused one from its file, of an accepted one from memory. */
function bytesOfRequest({ refused, recent }: BridgeParts, id: string): RawHttp | undefined {
  const bytes = refused.read(id);
  return bytes ? readHttp(bytes) : recent.find(id)?.raw;
}

/** One request, step by step. */
export async function requestDetail(parts: BridgeParts, id: string): Promise<RequestDetail | undefined> {
  const { journal, config } = parts;
  const request = journal.requests.find(id);
  if (!request) return undefined;
  const { row } = request;
  const source = config.sources.get(row.source);
  const events = journal.events.ofDelivery(id).filter((event) => event.row.replay === undefined);
  const raw = bytesOfRequest(parts, id);
  const shown = raw && (await shownRequest(parts, raw, source));
  const signature = await signatureFacts(parts, request, source, shown);
  const isAccepted = wasAccepted(row);
  const twins = source && isAccepted ? twinDeliveries(parts, row, source) : undefined;
  return {
    ...row,
    steps: stepsOfRequest(request, journal.requests.steps(id), events, parts),
    events: events.map((event) => event.row),
    explainable: shown !== undefined && !isAccepted,
    ...(source && { providerName: source.provider.name }),
    ...(source?.provider.deadlineSeconds !== undefined && {
      deadlineSeconds: source.provider.deadlineSeconds,
    }),
    ...(signature && { signature }),
    ...(shown && { request: shown.kept }),
    ...(twins && { twins }),
    ...requestNote(request, raw),
  };
}
