import { decodeUtf8, type JsonDocument, parseJson } from "./json.ts";

/** JSON inside a string. */
export interface JsonInString {
  readonly document: JsonDocument;
  /** The string with another JSON text in it, in the same encoding. */
  hold(text: string): string;
}

/** The JSON inside a string, plain or in base64; undefined when the string is not JSON. */
export function jsonInString(text: string): JsonInString | undefined {
  // Base64 of a text that begins with `{` begins with these letters.
  const inBase64 = /^e[w-z][A-Za-z0-9+/_-]*={0,2}$/.test(text);
  const json = inBase64 ? decodeUtf8(Buffer.from(text, "base64")) : text;
  const document = json === undefined ? undefined : parseJson(json);
  if (!document) return undefined;
  const encoding = /[-_]/.test(text) ? "base64url" : "base64";
  return { document, hold: (other) => (inBase64 ? Buffer.from(other).toString(encoding) : other) };
}
