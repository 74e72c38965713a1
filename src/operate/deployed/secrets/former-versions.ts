import type { FormerSecret } from "../../../local/secrets/former-secrets.ts";

/** A version that a store keeps. */
export interface StoredVersion {
  readonly texts: readonly string[];
  readonly storedAt: Date;
}

/** The secrets that are in some version and not in the last one, each with the time at which it was left out; the newest first. */
export function formerOf(versions: readonly StoredVersion[]): readonly FormerSecret[] {
  const removed = new Map<string, Date>();
  for (const [at, { texts, storedAt }] of versions.entries()) {
    for (const text of versions[at - 1]?.texts ?? []) if (!texts.includes(text)) removed.set(text, storedAt);
    for (const text of texts) removed.delete(text);
  }
  return [...removed]
    .sort(([, one], [, other]) => other.getTime() - one.getTime())
    .map(([secret, time]) => ({ secret, removedAt: time.toISOString() }));
}
