import { type Facts, type Pointer, readValue } from "../core/pointers.ts";
import type { SignatureLayout } from "../core/signature.ts";

/** No vendor sends more at once; beyond it the header counts as malformed, so that it can't cost us work. */
const mostSignatures = 16;

/** What a signature header holds. */
export interface ParsedHeader {
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
  /** The fields of a header that has named ones. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Where a scheme's signatures stand. */
export function signaturePlaces({
  header,
  from,
}: Pick<SignatureLayout, "header" | "from">): readonly Pointer[] {
  if (from !== undefined) return [from];
  return (typeof header === "string" ? [header] : (header ?? [])).map((name): Pointer => `header:${name}`);
}

/** A signature in one spelling: hex in lower case, base64url without padding. Digests are compared as text. */
function spelled({ encoding }: SignatureLayout, signature: string): string {
  if (encoding === "hex") return signature.toLowerCase();
  return encoding === "base64url" ? signature.replace(/={1,2}$/, "") : signature;
}

function partsOf(layout: SignatureLayout, value: string): readonly string[] {
  if (!layout.fields && !layout.separator && !layout.timestampFirst) return [value];
  return [layout.separator ?? ","]
    .flat()
    .reduce<readonly string[]>((parts, separator) => parts.flatMap((part) => part.split(separator)), [value])
    .slice(0, mostSignatures * 2)
    .map((part) => part.trim());
}

/** The signatures (and the timestamp) in a header value, or undefined when it does not have the layout. */
export function parseLayout(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const { fields, prefix, assign = "=" } = layout;
  const signatures: string[] = [];
  const named = new Map<string, string>();
  let timestamp: string | undefined;
  const parts = partsOf(layout, value);
  for (const [place, text] of parts.entries()) {
    if (layout.timestampFirst && place === 0) timestamp = text;
    else if (fields) {
      const cut = fields.signature === "*" ? text.lastIndexOf(assign) : text.indexOf(assign);
      const name = text.slice(0, Math.max(cut, 0));
      const content = text.slice(cut + assign.length);
      if (name === "") continue;
      named.set(name, content);
      if (name === fields.timestamp) {
        if (timestamp !== undefined && timestamp !== content) return undefined;
        timestamp = content;
      } else if (name === fields.signature || fields.signature === "*") signatures.push(content);
    } else if (!prefix) signatures.push(text);
    else if (text.startsWith(prefix)) signatures.push(text.slice(prefix.length));
  }
  const usable = signatures.filter((signature) => signature !== "").map((one) => spelled(layout, one));
  if (usable.length === 0 || usable.length > mostSignatures) return undefined;
  return { signatures: usable, timestamp, fields: named };
}

/**
 * What a request carries in the places of a layout: `missing` where there is nothing, undefined for what does not have the
 * layout. Of several headers those count that can be read.
 */
export function readSignatures(layout: SignatureLayout, facts: Facts): ParsedHeader | "missing" | undefined {
  const values = signaturePlaces(layout).flatMap((place) => readValue(facts, place) ?? []);
  if (values.length === 0) return "missing";
  const parsed = values.flatMap((value) => parseLayout(layout, value) ?? []);
  const signatures = parsed.flatMap((one) => one.signatures);
  if (signatures.length === 0 || signatures.length > mostSignatures) return undefined;
  return { signatures, timestamp: parsed[0]?.timestamp, fields: parsed[0]?.fields ?? new Map() };
}
