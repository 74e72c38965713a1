import type { SourceRow } from "../../operate/state.ts";
import { askApi } from "./ask-api.ts";

/** All sources, in the order of the configuration. */
export const askSourceRows = async (signal?: AbortSignal): Promise<readonly SourceRow[]> =>
  (await askApi<{ readonly items: readonly SourceRow[] }>("/api/sources", signal ? { signal } : {})).items;
