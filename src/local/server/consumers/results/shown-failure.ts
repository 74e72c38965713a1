import { child, type Json, parseJson } from "../../../../core/json/json.ts";

/** Shorter texts are in every message, and say nothing of whom an event is about. */
const shortestHiddenText = 4;

/** Most characters of an error in lists. */
const longestShownError = 200;

function leafTexts(value: Json | undefined): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leafTexts) : [];
}

/** The texts and numbers in the payload of an event that a consumer's queue has. */
export function payloadTexts(body: string): readonly string[] {
  const event = parseJson(body)?.value;
  const detail = child(event, "detail");
  // What `input` has made of an event can be any text.
  return event === undefined
    ? [body]
    : leafTexts(child(detail, "data") ?? (detail === undefined ? event : undefined));
}

/** What V8 quotes where a consumer can't parse a text. */
const quotedJson = /, ?(?:\.{3})?".*"(?:\.{3})? is not valid JSON/s;

/** An error as lists and the stream show it: its first line, without texts that are nobody's business there. */
export function shownFailure(reason: string, hidden: readonly string[]): string {
  const line = reason.replace(quotedJson, " … is not valid JSON").split("\n")[0] ?? "";
  const found = hidden.filter((text) => text.length >= shortestHiddenText && line.includes(text));
  const shown = found
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replaceAll(secret, "…"), line);
  return shown.length > longestShownError ? `${shown.slice(0, longestShownError)}…` : shown;
}
