/** Dead letters: what they are, and moving or deleting them. */
import type {
  DeadLetterGroup,
  DeadLetterRow,
  LetterOrder,
  LetterProgress,
  LetterResult,
} from "../../operate/dead-letters.ts";
import type { Page } from "../../operate/lists.ts";
import { type ApiQuery, askApi, askApiSteps } from "./ask-api.ts";

/** Dead letters by cause. */
export const askLetterGroups = async (signal?: AbortSignal): Promise<readonly DeadLetterGroup[]> =>
  (
    await askApi<{ readonly items: readonly DeadLetterGroup[] }>(
      "/api/dead-letters/groups",
      signal ? { signal } : {},
    )
  ).items;

/** Dead letters of a filter, the newest first. */
export const askLetters = (query: ApiQuery, signal?: AbortSignal): Promise<Page<DeadLetterRow>> =>
  askApi("/api/dead-letters", { query, ...(signal && { signal }) });

/** What an order is done with. */
export interface OrderWatch {
  readonly onProgress?: (progress: LetterProgress) => void;
  /** Stops it: what is done is done. */
  readonly signal?: AbortSignal;
}

/** Moves dead letters back, or deletes them; a dry run says what would be done. */
export const orderLetters = (
  verb: "redrive" | "discard",
  order: LetterOrder,
  { onProgress = () => {}, signal }: OrderWatch = {},
): Promise<LetterResult> =>
  askApiSteps(`/api/dead-letters/${verb}`, { body: order, ...(signal && { signal }) }, onProgress);
