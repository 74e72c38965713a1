import type { Clock } from "../../core/clock.ts";
import type { RunningBridge, StreamItem, StreamQuery } from "../bridge.ts";
import { itemFilter } from "./item-filter.ts";
import { makeItemRing, type RingLimits } from "./item-ring.ts";
import { type SharedFollower, sharedFollower } from "./shared-follower.ts";

/** How a stream is shared. */
export interface SharingOptions {
  readonly now: Clock;
  /** Gets what fails when nobody reads: what was made in AWS could not be removed. */
  readonly onFailure: (error: unknown) => void;
  /** How long the follower stays when the last reader has left: a page that is loaded again comes back. */
  readonly lingerMs?: number;
  readonly limits?: RingLimits;
}

const usualLimits: RingLimits = { items: 5_000, size: 32 * 1024 * 1024 };

/** Items that are read from the ring at once. */
const itemsAtOnce = 200;

/** Where a reader begins: behind the last item that it had, if that was of this ring; else with what comes. */
function placeOfReader(
  { ring }: SharedFollower,
  began: string,
  lastId: string | undefined,
): { readonly at: number; readonly cameBack: boolean } {
  const newest = ring.newest()?.seq ?? 0;
  const [, seq] = lastId?.startsWith(`${began}-`) ? lastId.split("-") : [];
  const at = /^\d{1,15}$/.test(seq ?? "") ? Number(seq) : undefined;
  return { at: Math.min(at ?? newest, newest), cameBack: at !== undefined };
}

/** The stream of one reader, out of what all share. */
async function* readerItems(
  follower: SharedFollower,
  began: string,
  query: StreamQuery,
): AsyncGenerator<StreamItem, void> {
  const { signal, lastId, onNote = () => {} } = query;
  const lets = itemFilter(query);
  let { at, cameBack } = placeOfReader(follower, began, lastId);
  if (lastId !== undefined && !cameBack)
    onNote("The stream has begun anew since then: the lists have what came in between.");
  const leave = follower.join({ onNote, cameBack });
  try {
    for (let goesOn = true; goesOn && !signal.aborted; ) {
      const { lost, items } = follower.ring.after(at, itemsAtOnce);
      at += lost;
      if (lost > 0) yield { id: `${began}-${at}`, kind: "gap", count: lost };
      for (const { seq, item } of items) {
        if (signal.aborted) return;
        at = seq;
        if (item.kind === "gap" || lets(item)) yield { ...item, id: `${began}-${seq}` };
      }
      if (items.length === 0) goesOn = await follower.news(signal);
    }
  } finally {
    leave();
  }
}

/** A bridge whose stream is shared. */
export interface SharedStream {
  readonly bridge: RunningBridge;
  /** Ends the follower, not the bridge. @throws BridgeError where something could not be removed from AWS */
  close(): Promise<void>;
}

/**
 * The same bridge, whose stream is followed once for all readers: a second window of the console makes no second set of rules and queues in AWS,
 * and a reader that comes back goes on behind the last item that it had.
 */
export function shareStream(bridge: RunningBridge, options: SharingOptions): SharedStream {
  const { now, onFailure, lingerMs = 10_000, limits = usualLimits } = options;
  // In every id: one of an earlier process says nothing about this ring.
  const began = now().toString(36);
  const follower = sharedFollower({ bridge, ring: makeItemRing(limits), now, onFailure, lingerMs });
  return {
    bridge: { ...bridge, stream: (query) => readerItems(follower, began, query) },
    close: follower.close,
  };
}
