import type { EventBus, PutEntry, PutResult } from "./ports.ts";

/** The result of an entry that was not taken. */
type NotTaken = Extract<PutResult, { readonly ok: false }>;

/** The result of an entry that may be taken at another attempt. */
const retryLater = (code: string, message: string, error?: unknown): NotTaken => ({
  ok: false,
  retryable: true,
  code,
  message,
  ...(error !== undefined && { error }),
});

/** A result that leads to no further claim check. */
function lastResult(result: PutResult | undefined): PutResult {
  if (!result) return retryLater("NoResult", "EventBridge gave no result for the entry.");
  if (result.ok) return result;
  const { tooLarge, ...last } = result;
  return last;
}

/** The entry with its payload as a claim check, or why there is none. */
async function claimed(claim: () => Promise<PutEntry>, isLate: () => boolean): Promise<PutEntry | NotTaken> {
  if (isLate()) return retryLater("TimeIsUp", "the function ran out of time before the payload was stored");
  try {
    return await claim();
  } catch (error) {
    return retryLater("NoClaimCheck", "its payload could not be stored", error);
  }
}

/**
 * A bus that puts an entry once more, with its payload as a claim check, where EventBridge says that the entry is too large: not every
 * region takes what the documentation says.
 */
export function claimingBus(bus: EventBus): EventBus {
  return {
    async put(entries, isLate) {
      const results = [...(await bus.put(entries, isLate))];
      const small: { readonly at: number; readonly entry: PutEntry }[] = [];
      for (const [at, { claim }] of entries.entries()) {
        const result = results[at];
        if (!result || result.ok || !result.tooLarge) continue;
        results[at] = lastResult(result);
        if (!claim) continue;
        const made = await claimed(claim, isLate);
        if ("ok" in made) results[at] = made;
        else small.push({ at, entry: made });
      }
      if (small.length === 0) return results;
      const second = await bus.put(
        small.map(({ entry }) => entry),
        isLate,
      );
      for (const [index, { at }] of small.entries()) results[at] = lastResult(second[index]);
      return results;
    },
  };
}
