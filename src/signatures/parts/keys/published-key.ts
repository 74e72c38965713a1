import { BridgeError } from "../../../core/errors.ts";
import type { Refusal } from "../../../core/outcome.ts";
import type { Attempt, KeyQuery } from "../../scheme.ts";

/** A vendor's key, or why there is none. */
export type PublishedKey<T> = { readonly ok: true; readonly key: T } | Refusal;

/**
 * The key at a vendor's URL.
 * @param read gives undefined for text that is not a key
 * @throws BridgeError `key-fetch-failed`
 */
export async function publishedKey<T>(
  url: string,
  fetchText: Attempt["fetchText"],
  read: (text: string) => T | undefined,
  query: Omit<KeyQuery, "isKey">,
): Promise<PublishedKey<T>> {
  const text = await fetchText(url, { ...query, isKey: (candidate) => read(candidate) !== undefined });
  if (typeof text !== "string") return text;
  const key = read(text);
  if (key !== undefined) return { ok: true, key };
  throw new BridgeError(
    "key-fetch-failed",
    `The text from ${new URL(url).host} is not a key: the host probably answered with an error page.`,
    "Wait for the vendor's retry. If it fails again, compare the source's provider and secret with the vendor's documentation.",
  );
}
