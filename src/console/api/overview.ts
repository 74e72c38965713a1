import type { Overview } from "../../operate/state.ts";
import { askApi } from "./ask-api.ts";

/** Figures of a range, in ms since 1970. */
export const askOverview = (
  range: { readonly from?: number; readonly to?: number },
  signal?: AbortSignal,
): Promise<Overview> => askApi("/api/overview", { query: range, ...(signal && { signal }) });
