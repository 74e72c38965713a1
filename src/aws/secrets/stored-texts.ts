import { parseJson } from "../../core/json/json.ts";

/** The secrets in a stored text, as they are: the entries of a JSON array, the newest first, or the text alone. */
export function storedTexts(text: string): readonly string[] {
  const list = text.trimStart().startsWith("[") ? parseJson(text)?.value : undefined;
  if (!Array.isArray(list)) return [text];
  return list.map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry)));
}
