import { BridgeError } from "../../../core/errors.ts";
import type { Attempt } from "../../scheme.ts";

/**
 * The key at a vendor's URL. Other text (an error page with status 200) is fetched again, not kept for a day.
 * @param read gives undefined for text that is not a key
 * @param fresh true skips the cache at once
 * @throws BridgeError `key-fetch-failed`
 */
export async function publishedKey<T>(
  url: string,
  fetchText: Attempt["fetchText"],
  read: (text: string) => T | undefined,
  fresh = false,
): Promise<T> {
  let key = read(await fetchText(url, fresh));
  if (key === undefined && !fresh) key = read(await fetchText(url, true));
  if (key !== undefined) return key;
  throw new BridgeError(
    "key-fetch-failed",
    `The text from ${new URL(url).host} is not a key: the host probably answered with an error page.`,
    "Wait for the vendor's retry. If it fails again, compare the source's provider and secret with the vendor's documentation.",
  );
}
