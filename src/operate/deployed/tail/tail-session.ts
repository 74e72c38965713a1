import { BridgeError } from "../../../core/errors.ts";
import type { StreamItem, StreamQuery } from "../../bridge.ts";
import type { DeployedContext } from "../context.ts";
import { type BusTail, removeBusTail } from "./bus-tail.ts";
import { tailPattern } from "./event-pattern.ts";
import { followLogs } from "./follow-logs.ts";
import { followQueue } from "./follow-queue.ts";
import { type ItemQueue, itemQueue } from "./item-queue.ts";
import { openBuses, type ReadyTail } from "./open-buses.ts";
import { removeOldTails } from "./remove-old-tails.ts";
import { tailName } from "./tail-names.ts";

/** Items that wait for a slow reader. */
const mostWaiting = 1_000;

/** One follower of a deployed bridge. */
export interface TailSession {
  readonly items: ItemQueue<StreamItem>;
  /** Makes what is needed in AWS, and begins to follow. @throws BridgeError */
  start(): Promise<void>;
  /** Stops, and removes what was made. It waits for calls that are under way: what they make is removed, too. @throws BridgeError */
  finish(): Promise<void>;
}

/** The time in an item's id. */
const timeInId = (id: string | undefined): number | undefined => {
  const [, at] = /^(\d{1,15})-\d+$/.exec(id ?? "") ?? [];
  return at === undefined ? undefined : Number(at);
};

/** Begins to follow a bridge when it is started. */
export function tailSession(context: DeployedContext, query: StreamQuery): TailSession {
  const { source, onNote = () => {} } = query;
  const stop = new AbortController();
  const signal = AbortSignal.any([query.signal, stop.signal]);
  const items = itemQueue<StreamItem>(mostWaiting);
  const startedAt = context.now();
  /** Everything that may be in AWS: noted before the call that makes it. */
  const made: BusTail[] = [];
  const readers: Promise<void>[] = [];
  let starting: Promise<void> | undefined;
  let finishing: Promise<void> | undefined;
  let count = 0;
  const idAt = (at: number): string => `${at}-${++count}`;

  function follow(ready: readonly ReadyTail[]): void {
    const isWanted = (name: string): boolean => !source || source.includes(name);
    for (const { tail, url } of ready)
      readers.push(
        followQueue(context, tail, url, {
          signal,
          onEvent(row) {
            if (isWanted(row.source)) items.put({ id: idAt(Date.parse(row.at)), kind: "event", row });
          },
        }),
      );
    // A request has no type, and no pattern is of one.
    if (query.type === undefined && query.pattern === undefined)
      readers.push(
        followLogs(context, timeInId(query.lastId) ?? startedAt, {
          signal,
          onNote,
          onRequest(row, at) {
            if (isWanted(row.source)) items.put({ id: idAt(at), kind: "request", row });
          },
        }),
      );
    for (const reader of readers) reader.catch((error: unknown) => items.end(error));
  }

  async function begin(): Promise<void> {
    await removeOldTails(context).catch((error: unknown) => {
      if (!(error instanceof BridgeError)) throw error;
      onNote(`${error.message} ${error.remedy}`);
    });
    if (signal.aborted) return;
    const ready = await openBuses(context, {
      name: tailName(context.stackName, startedAt),
      pattern: tailPattern(query),
      signal,
      onNote,
      onMaking: (tail) => void made.push(tail),
    });
    if (!signal.aborted) follow(ready);
  }

  async function end(): Promise<void> {
    stop.abort();
    items.end();
    await starting?.catch(() => undefined);
    await Promise.allSettled(readers);
    const results = await Promise.allSettled(made.map(removeBusTail));
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
  }

  signal.addEventListener("abort", () => items.end(), { once: true });
  return {
    items,
    start: () => (starting ??= begin()),
    finish: () => (finishing ??= end()),
  };
}
