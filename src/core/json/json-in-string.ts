import { decodeUtf8, type JsonDocument, parseJson } from "./json.ts";

/** JSON that stands in a string, and how the string would hold another text in its place. */
export interface JsonInString {
  readonly document: JsonDocument;
  hold(text: string): string;
}

/** The JSON that a string holds, as text or in base64; undefined when it holds none. */
export function jsonInString(text: string): JsonInString | undefined {
  // A `{` makes the first byte, and with it these letters.
  const inBase64 = /^e[w-z][A-Za-z0-9+/_-]*={0,2}$/.test(text);
  const json = inBase64 ? decodeUtf8(Buffer.from(text, "base64")) : text;
  const document = json === undefined ? undefined : parseJson(json);
  if (!document) return undefined;
  const encoding = /[-_]/.test(text) ? "base64url" : "base64";
  return { document, hold: (other) => (inBase64 ? Buffer.from(other).toString(encoding) : other) };
}
