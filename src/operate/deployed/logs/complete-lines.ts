import type { DeployedContext } from "../context.ts";
import { type FunctionLine, fieldIsOneOf, type ReadLines, readLines } from "./read-lines.ts";
import { mostQueryRows } from "./run-query.ts";

/** Ids in one query, which holds 10,000 characters. */
const idsInQuery = 150;

/** Which requests' lines to read. */
export interface LinesOrder {
  readonly functions: readonly ("receive" | "publish")[];
  readonly ids: readonly string[];
  /** When the first of the requests came; what follows can come days later. */
  readonly from: number;
  readonly signal?: AbortSignal | undefined;
}

/** Lines, and what reading them took. */
export interface CompleteLines {
  readonly lines: readonly FunctionLine[];
  readonly complete: boolean;
  readonly bytesScanned: number;
}

const joinAnswers = (answers: readonly ReadLines[], wanted: ReadonlySet<string>): CompleteLines => ({
  lines: answers.flatMap(({ lines }) => lines.map(({ line }) => line)).filter(({ id }) => wanted.has(id)),
  complete: answers.every(({ cut }) => !cut),
  bytesScanned: answers.reduce((sum, one) => sum + one.bytesScanned, 0),
});

function inChunks(all: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(all.length / idsInQuery);
  return Array.from({ length: count }, (_, index) => all.slice(index * idsInQuery, (index + 1) * idsInQuery));
}

/**
 * All lines of some requests, until now. One query reads them where it can, because each is charged for what it reads.
 * @throws BridgeError
 */
export async function linesOfRequests(context: DeployedContext, order: LinesOrder): Promise<CompleteLines> {
  const { functions, ids, from, signal } = order;
  if (ids.length === 0) return { lines: [], complete: true, bytesScanned: 0 };
  const wanted = new Set(ids);
  const read = (conditions: readonly string[]): Promise<ReadLines> =>
    readLines(context, {
      functions,
      by: "written",
      from,
      to: context.now(),
      conditions,
      order: "newest",
      limit: mostQueryRows,
      signal,
    });
  if (ids.length <= idsInQuery) return joinAnswers([await read([fieldIsOneOf("id", ids)])], wanted);
  const all = await read([]);
  if (!all.cut) return joinAnswers([all], wanted);
  const parts = await Promise.all(inChunks(ids).map((chunk) => read([fieldIsOneOf("id", chunk)])));
  const joined = joinAnswers(parts, wanted);
  return { ...joined, bytesScanned: joined.bytesScanned + all.bytesScanned };
}
