import { BridgeError } from "../../../core/errors.ts";
import { leftBuses } from "./left-buses.ts";
import { leftSecrets } from "./left-secrets.ts";
import { leftBuckets, leftQueues, leftTables } from "./left-stores.ts";
import type { Orphan, OrphanScene } from "./orphan.ts";

/** What was found, and what could not be looked at. */
export interface OrphanSearch {
  readonly orphans: readonly Orphan[];
  readonly failures: readonly BridgeError[];
}

/**
 * Resources of a bridge that no configuration needs any more: secrets of sources that are gone, and what stacks leave on purpose when they are removed or
 * changed (queues, ledger, bucket, buses, archives). It deletes nothing. What may not be looked at does not stop the rest.
 */
export async function findOrphans(scene: OrphanScene): Promise<OrphanSearch> {
  const looks = [leftSecrets, leftQueues, leftTables, leftBuckets, leftBuses];
  const ends = await Promise.allSettled(looks.map((look) => look(scene)));
  const failures = ends.flatMap((end) => {
    if (end.status === "fulfilled") return [];
    if (end.reason instanceof BridgeError) return [end.reason];
    throw end.reason;
  });
  return { orphans: ends.flatMap((end) => (end.status === "fulfilled" ? end.value : [])), failures };
}
