import { BridgeError } from "../../../core/errors.ts";
import type { SecretMatches } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { isBySource, namespaceOfContext } from "../figures/metric-place.ts";
import { oneDayMs } from "../logs/lists/list-range.ts";
import { readMatchedAt, useStart } from "../secrets/matched-at.ts";

/** How far back is looked. */
const backMs = 14 * oneDayMs;

const isoAt = (at: number | undefined, name: keyof SecretMatches): SecretMatches =>
  at === undefined ? {} : { [name]: new Date(at).toISOString() };

/**
 * Which of a source's secrets its deliveries matched last, since these secrets were stored: before, the newest was another.
 * @param storedAt in ms since 1970
 * @returns undefined where metrics have no sources, or may not be read
 */
export async function secretMatchesOf(
  context: DeployedContext,
  source: string,
  storedAt: number,
): Promise<SecretMatches | undefined> {
  if (!isBySource(context)) return undefined;
  const to = context.now();
  const from = useStart(storedAt, to - backMs);
  if (from >= to) return {};
  try {
    const metrics = { namespace: namespaceOfContext(context), source };
    const { newestAt, olderAt } = await readMatchedAt(context, metrics, { from, to });
    return { ...isoAt(newestAt, "newestAt"), ...isoAt(olderAt, "olderAt") };
  } catch (error) {
    if (error instanceof BridgeError) return undefined;
    throw error;
  }
}
