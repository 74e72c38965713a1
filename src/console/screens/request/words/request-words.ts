/** What the page of a request says, as text. */
import type { RequestDetail, RequestRow, RequestStep } from "../../../../operate/requests.ts";
import type { OutcomeName } from "../../../parts/marks/outcome.tsx";
import { plural } from "../../../parts/text/numbers.ts";

/** Whether a request was accepted. */
export const isAccepted = ({ outcome }: Pick<RequestRow, "outcome">): boolean =>
  !["refused", "handshake", "failed"].includes(outcome);

/** Where a request has its page. */
export const pageOfRequest = ({ id }: Pick<RequestRow, "id">): string =>
  `/${id.startsWith("req_") ? "requests" : "deliveries"}/${encodeURIComponent(id)}`;

/** What a request is, before its name. */
export function requestKind({ outcome }: Pick<RequestRow, "outcome">): string {
  if (outcome === "refused") return "Refused request";
  if (outcome === "handshake") return "Handshake";
  return outcome === "failed" ? "Failed request" : "Delivery";
}

/** The page's title: what it is, and from where. */
export function requestTitle(request: RequestDetail): string {
  const { source, outcome, reason, code, handshake, events, type } = request;
  if (outcome === "refused" || outcome === "failed") return `${reason ?? code ?? "Refused"} at ${source}`;
  if (outcome === "handshake") return `${handshake ?? "Handshake"} at ${source}`;
  return `${events[0]?.name ?? type ?? "Delivery"} from ${source}`;
}

/** How far it came, with the word for it. */
export interface OutcomeShown {
  readonly outcome: OutcomeName;
  readonly word?: string;
}

const deliveredOf = (steps: readonly RequestStep[]): OutcomeShown | undefined => {
  const { targets = [] } = steps.findLast(({ step }) => step === "delivered") ?? {};
  if (targets.length === 0) return undefined;
  const reached = targets.filter(({ waiting, failed }) => waiting + failed === 0).length;
  const of = `${reached} of ${plural(targets.length, "subscription")}`;
  if (targets.some(({ failed }) => failed > 0))
    return { outcome: "target-failed", word: `Delivered to ${of}; a target failed` };
  return reached === targets.length
    ? { outcome: "delivered", word: `Delivered to ${of}` }
    : { outcome: "published", word: `Published, delivered to ${of} so far` };
};

/** What became of a request, as far as is known. */
export function outcomeShown({ outcome, status, steps }: RequestDetail): OutcomeShown {
  const answered = status === undefined ? "" : `, answered ${status}`;
  if (outcome === "refused") return { outcome, word: `Refused${answered}` };
  if (outcome === "failed") return { outcome, word: `Failed${answered}` };
  if (outcome === "handshake") return { outcome, word: `Handshake${answered}` };
  return (outcome === "published" && deliveredOf(steps)) || { outcome };
}

/** ms from the request to the last step that is measured. */
export function requestDuration({ steps }: Pick<RequestDetail, "steps">): number | undefined {
  const offsets = steps.flatMap(({ offsetMs, waiting }) =>
    offsetMs === undefined || waiting ? [] : [offsetMs],
  );
  return offsets.length > 0 ? Math.max(...offsets) : undefined;
}

/** Names of the list's filters, which go along in a page's query. */
const filterNames = ["source", "type", "entity", "action", "outcome", "reason", "text", "from"] as const;

/** The filter of the list that the page was opened from, as the API takes it. */
export const filterOfPlace = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name);
      // A time before now is the list's own way of writing.
      return value === null || value === "" || value.startsWith("-") ? [] : [[name, value]];
    }),
  );

const listNames = ["show", ...filterNames, "to"] as const;

/** The query of the list that a request was opened from: it stands in the page's own, or the list was shown before. */
export function listQuery(
  own: URLSearchParams,
  before: { readonly path: string; readonly query: URLSearchParams } | undefined,
): URLSearchParams {
  const of = (query: URLSearchParams): URLSearchParams =>
    new URLSearchParams(
      listNames.flatMap((name): [string, string][] => {
        const value = query.get(name);
        return value ? [[name, value]] : [];
      }),
    );
  const kept = of(own);
  return kept.size > 0 || before?.path !== "/stream" ? kept : of(before.query);
}

/** The same page for another request, in the same list. */
export function neighbourHref(row: Pick<RequestRow, "id">, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? pageOfRequest(row) : `${pageOfRequest(row)}?${text}`;
}

/** What follows `npx hookbridge` for a request. */
export const commandOfRequest = ({ id, outcome }: Pick<RequestRow, "id" | "outcome">): string =>
  outcome === "refused" || outcome === "failed" ? `explain ${id}` : `deliveries show ${id}`;
