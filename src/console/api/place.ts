import type { BridgePlace } from "../../operate/state.ts";
import { askApi } from "./ask-api.ts";

/** Which bridge this is. */
export const askPlace = (signal?: AbortSignal): Promise<BridgePlace> =>
  askApi("/api/place", signal ? { signal } : {});
