import { BridgeError } from "../../../core/errors.ts";
import type { Attempt } from "../../scheme.ts";

/**
 * The key that a vendor publishes at a URL. A page that is none (an error's, with status 200) is read anew, so that it does not stand in
 * the cache for a day.
 * @param read gives undefined for a text that is no key
 * @param fresh true to have it read anew in any case
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
    `What stands at ${new URL(url).host} can't be read as a key.`,
    "Retry: the vendor's host may have answered with an error page. If it lasts, compare the source's scheme with the vendor's documentation.",
  );
}
