import { memoize } from "../../core/memoize.ts";
import { type Facts, type Pointer, readValue } from "../../core/pointers.ts";
import type { SignatureLayout } from "../../core/signature.ts";
import { mostSignatures } from "./limits.ts";

/** The content of a signature header. */
export interface ParsedHeader {
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
  /** The named fields; empty for a header without names. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Where the signatures of a layout are. */
export function layoutLocations({
  header,
  from,
}: Pick<SignatureLayout, "header" | "from">): readonly Pointer[] {
  if (from !== undefined) return [from];
  return (typeof header === "string" ? [header] : (header ?? [])).map((name): Pointer => `header:${name}`);
}

/**
 * A signature in the spelling in which digests are compared: hex in lower case, base64url without padding.
 */
function normalized({ encoding }: SignatureLayout, signature: string): string {
  if (encoding === "hex") return signature.toLowerCase();
  return encoding === "base64url" ? signature.replace(/={1,2}$/, "") : signature;
}

const noFields: ReadonlyMap<string, string> = new Map();

/** Reads the separated values of a header; undefined when they do not have the layout. */
type PartsReader = (layout: SignatureLayout, parts: readonly string[]) => ParsedHeader | undefined;

const readSignatureList: PartsReader = ({ prefix = "" }, parts) => {
  const signatures = parts.flatMap((part) => (part.startsWith(prefix) ? part.slice(prefix.length) : []));
  return { signatures, timestamp: undefined, fields: noFields };
};

const readTimestampFirst: PartsReader = (_, [timestamp, ...signatures]) => ({
  signatures,
  timestamp,
  fields: noFields,
});

const readFields: PartsReader = ({ fields, assign = "=" }, parts) => {
  const names: Partial<NonNullable<SignatureLayout["fields"]>> = fields ?? {};
  const signatures: string[] = [];
  const named = new Map<string, string>();
  let timestamp: string | undefined;
  for (const part of parts) {
    const cut = names.signature === "*" ? part.lastIndexOf(assign) : part.indexOf(assign);
    const name = part.slice(0, Math.max(cut, 0));
    const content = part.slice(cut + assign.length);
    if (name === "") continue;
    named.set(name, content);
    if (name === names.timestamp) {
      if (timestamp !== undefined && timestamp !== content) return undefined;
      timestamp = content;
    } else if (name === names.signature || names.signature === "*") signatures.push(content);
  }
  return { signatures, timestamp, fields: named };
};

const readers = {
  signatures: readSignatureList,
  fields: readFields,
  "timestamp-first": readTimestampFirst,
} as const satisfies Record<string, PartsReader>;

/** Most signatures that a request with this layout may have. */
const limitOf = ({ mostSignatures: limit = mostSignatures }: SignatureLayout): number => limit;

const separators = memoize((characters) => new RegExp(`[${characters.replace(/[\\\]^-]/g, "\\$&")}]`));

/** Reads a value that is one signature and nothing else, as most vendors send it. */
function parseSingle(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const { prefix = "" } = layout;
  if (!value.startsWith(prefix) || value.length === prefix.length) return undefined;
  const signature = normalized(layout, value.slice(prefix.length));
  return { signatures: [signature], timestamp: undefined, fields: noFields };
}

/** The content of a header value; undefined when it does not have the layout. */
export function parseLayout(layout: SignatureLayout, value: string): ParsedHeader | undefined {
  const limit = limitOf(layout);
  const { fields, separator = ",", parts: kind = fields ? "fields" : "signatures" } = layout;
  if (!fields && !layout.separator && !layout.parts) return parseSingle(layout, value);
  const most = limit * 2;
  const parts = value.split(separators(separator), most + 1);
  if (parts.length > most) return undefined;
  const found = readers[kind](
    layout,
    parts.map((part) => part.trim()),
  );
  if (!found) return undefined;
  const signatures = found.signatures
    .filter((signature) => signature !== "")
    .map((signature) => normalized(layout, signature));
  return signatures.length === 0 || signatures.length > limit ? undefined : { ...found, signatures };
}

/**
 * The signatures of a request: `missing` where it has none, undefined where none has the layout. Of several
 * headers the readable ones count.
 */
export function readSignatures(layout: SignatureLayout, facts: Facts): ParsedHeader | "missing" | undefined {
  let missing = true;
  let found: ParsedHeader | undefined;
  for (const location of layoutLocations(layout)) {
    const value = readValue(facts, location);
    if (value === undefined) continue;
    missing = false;
    const parsed = parseLayout(layout, value);
    if (!found) found = parsed;
    else if (parsed) found = { ...found, signatures: [...found.signatures, ...parsed.signatures] };
  }
  if (missing) return "missing";
  return found && found.signatures.length <= limitOf(layout) ? found : undefined;
}
