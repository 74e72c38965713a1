// The only file that parses JSON from outside. Invalid input gives undefined, never an error.

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON document: its text as the vendor wrote it, and its parsed value. */
export interface JsonDocument {
  readonly text: string;
  readonly value: Json;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Text of UTF-8 bytes without a byte-order mark; undefined when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The document in a text; undefined when it is not JSON. */
export function parseJson(text: string): JsonDocument | undefined {
  try {
    return { text, value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** A value as what a bridge wrote: for JSON of its own alone, because nothing is checked. */
export const ofOurOwn = <Shape>(value: Json): Shape => value as Shape;

/** Own member of an object, or element of an array; never anything inherited. */
export function child(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value))
    return /^(?:0|[1-9][0-9]{0,8})$/.test(key) ? (value[Number(key)] as Json) : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [key: string]: Json })[key];
}
