import { type Facts, type Pointer, readValue } from "../../core/pointers.ts";
import type { SignatureLayout } from "../../core/signature.ts";

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

/** The parts of a header; undefined where there are more than twice as many as there may be signatures. */
function partsOf({ separator = "," }: SignatureLayout, value: string): readonly string[] | undefined {
  const most = mostSignatures * 2;
  const cut = (text: string, at: string) => text.split(at, most + 1);
  const parts =
    typeof separator === "string"
      ? cut(value, separator)
      : cut(value, separator[0]).flatMap((part) => cut(part, separator[1]));
  return parts.length > most ? undefined : parts;
}

const noFields: ReadonlyMap<string, string> = new Map();

/** A value that is one signature and nothing else, as most vendors send it. */
function parseSingle(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const { prefix = "" } = layout;
  if (!value.startsWith(prefix) || value.length === prefix.length) return undefined;
  const signature = spelled(layout, value.slice(prefix.length));
  return { signatures: [signature], timestamp: undefined, fields: noFields };
}

/** The signatures (and the timestamp) in a header value, or undefined when it does not have the layout. */
export function parseLayout(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const { fields, prefix, assign = "=" } = layout;
  if (!fields && !layout.separator && !layout.timestampFirst) return parseSingle(layout, value);
  const signatures: string[] = [];
  const named = new Map<string, string>();
  let timestamp: string | undefined;
  const parts = partsOf(layout, value);
  if (!parts) return undefined;
  for (const [place, part] of parts.entries()) {
    const text = part.trim();
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
  let missing = true;
  let found: ParsedHeader | undefined;
  for (const place of signaturePlaces(layout)) {
    const value = readValue(facts, place);
    if (value === undefined) continue;
    missing = false;
    const parsed = parseLayout(layout, value);
    if (!found) found = parsed;
    else if (parsed) found = { ...found, signatures: [...found.signatures, ...parsed.signatures] };
  }
  if (missing) return "missing";
  return found && found.signatures.length <= mostSignatures ? found : undefined;
}
