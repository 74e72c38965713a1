import { httpsFetcher } from "../../aws/keys/fetcher.ts";
import type { Fetcher } from "../../receive/ports.ts";

/** Fetches the keys that vendors publish. */
export type KeyFetcher = Pick<Fetcher, "text">;

/** The bridge's own fetcher: it follows no redirects, and is bounded in time and size. */
export const keyFetcher = (now: () => number): KeyFetcher => httpsFetcher(now);
