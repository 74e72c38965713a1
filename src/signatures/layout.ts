import type { SignatureLayout } from "../core/signature.ts";

/** No vendor sends more at once; beyond it the header counts as malformed, so that it can't cost us work. */
const mostSignatures = 16;

/** What a signature header holds. */
export interface ParsedHeader {
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
}

/** The signatures (and the timestamp) in a header value, or undefined when it does not have the layout. */
export function parseLayout(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const signatures: string[] = [];
  let timestamp: string | undefined;
  const parts =
    layout.fields || layout.separator ? value.split(layout.separator ?? ",", mostSignatures + 8) : [value];
  for (const part of parts) {
    const text = part.trim();
    if (layout.fields) {
      const assign = text.indexOf("=");
      const name = text.slice(0, Math.max(assign, 0));
      const content = text.slice(assign + 1);
      if (name === layout.fields.signature) signatures.push(content);
      else if (name !== "" && name === layout.fields.timestamp) {
        if (timestamp !== undefined && timestamp !== content) return undefined;
        timestamp = content;
      }
    } else if (!layout.prefix) signatures.push(text);
    else if (text.startsWith(layout.prefix)) signatures.push(text.slice(layout.prefix.length));
  }
  const usable = signatures.filter((signature) => signature !== "");
  if (usable.length === 0 || usable.length > mostSignatures) return undefined;
  return { signatures: usable, timestamp };
}
