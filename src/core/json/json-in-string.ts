import { decodeUtf8, type JsonDocument, parseJson } from "./json.ts";

/** JSON inside a string. */
export interface JsonInString {
  readonly document: JsonDocument;
  /** The string with another JSON text in it, in the same encoding. */
  hold(text: string): string;
}

/** How a list, an object or another string begins. Nothing is read or redacted in other JSON. */
const opening = /^[ \t\r\n]*[{["]/;

/** Base64 of a text that begins with `{` begins with these letters. */
const base64 = /^e[w-z][A-Za-z0-9+/_-]*={0,2}$/;

/** True for a string that begins as one with JSON does. */
export const mayHoldJson = (text: string): boolean => opening.test(text) || base64.test(text);

/** The list, object or string inside a string, as JSON, plain or in base64; undefined when it holds none. */
export function jsonInString(text: string): JsonInString | undefined {
  const inBase64 = base64.test(text);
  const json = inBase64 ? decodeUtf8(Buffer.from(text, "base64")) : text;
  const document = json !== undefined && opening.test(json) ? parseJson(json) : undefined;
  if (!document) return undefined;
  const encoding = /[-_]/.test(text) ? "base64url" : "base64";
  return { document, hold: (other) => (inBase64 ? Buffer.from(other).toString(encoding) : other) };
}
