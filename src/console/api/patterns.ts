import type { PatternMatches, PatternVerdict } from "../../operate/events.ts";
import { askApi } from "./ask-api.ts";

/** EventBridge's verdict. @param event JSON text, which is sent as text: its numbers keep their digits */
export const testPattern = (pattern: string, event: string, signal?: AbortSignal): Promise<PatternVerdict> =>
  askApi("/api/patterns/test", { body: { pattern, event }, ...(signal && { signal }) });

/** How many of the last events of a bus match. */
export const askMatches = (pattern: string, bus: string, signal?: AbortSignal): Promise<PatternMatches> =>
  askApi("/api/patterns/matches", { body: { pattern, bus }, ...(signal && { signal }) });
