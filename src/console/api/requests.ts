/** One request: what came, and why it was refused. */
import type { Explanation } from "../../operate/explain/explanation.ts";
import type { Page } from "../../operate/lists.ts";
import type { RequestDetail, RequestRow } from "../../operate/requests.ts";
import { type ApiQuery, askApi } from "./ask-api.ts";

const listPath = (accepted: boolean): string => (accepted ? "/api/deliveries" : "/api/requests");

/** One request, step by step. */
export const askRequest = (id: string, signal?: AbortSignal): Promise<RequestDetail> =>
  askApi(`/api/requests/${encodeURIComponent(id)}`, signal ? { signal } : {});

/** Why a request was refused. */
export const askExplanation = (id: string, signal?: AbortSignal): Promise<Explanation> =>
  askApi(`/api/requests/${encodeURIComponent(id)}/explain`, { body: {}, ...(signal && { signal }) });

/** The requests beside one, in a list. */
export interface Neighbours {
  readonly newer?: RequestRow | undefined;
  readonly older?: RequestRow | undefined;
}

const nearby = 20;

/** The requests beside one. @param filter that of the list which it was opened from, in the API's names */
export async function askNeighbours(
  { id, at }: Pick<RequestRow, "id" | "at">,
  filter: ApiQuery,
  accepted: boolean,
  signal?: AbortSignal,
): Promise<Neighbours> {
  const path = listPath(accepted);
  const ask = (query: ApiQuery): Promise<Page<RequestRow>> =>
    askApi(path, { query: { ...filter, ...query }, ...(signal && { signal }) });
  const { items, previous } = await ask({ to: at, limit: nearby });
  const place = items.findIndex((row) => row.id === id);
  // With many of the same millisecond, or a filter that it does not meet, the nearest older one is all that can be told.
  const older = place === -1 ? items[0] : items[place + 1];
  const before = place > 0 ? items[place - 1] : undefined;
  if (before || previous === null) return { newer: before, older };
  const newer = await ask({ after: previous, limit: 1 });
  return { newer: newer.items[0], older };
}

/** Requests that were refused with the same reason. */
export interface SameCause {
  /** Null where that is not counted. */
  readonly total: number | null;
  readonly first?: RequestRow | undefined;
}

const mostCounted = 1_000;

/** Requests of the hour up to a refusal that have its reason. */
export async function askSameCause(
  { at, source, reason, code }: RequestRow,
  signal?: AbortSignal,
): Promise<SameCause> {
  const from = new Date(Date.parse(at) - 3_600_000).toISOString();
  const word = reason ?? code;
  const query = {
    source,
    outcome: "refused",
    from,
    to: at,
    limit: mostCounted,
    ...(word && { reason: word }),
  };
  const { items, total, next } = await askApi<Page<RequestRow>>("/api/requests", {
    query,
    ...(signal && { signal }),
  });
  return { total: total ?? (next === null ? items.length : null), first: items.at(-1) };
}
