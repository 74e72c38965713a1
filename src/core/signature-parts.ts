import type { Pointer } from "./pointers.ts";

/** How the bytes of a signature or key are written. */
export type Encoding = "hex" | "base64" | "base64url";

/**
 * How a secret becomes key bytes: its text (as it stands, in Unicode's NFKD form, or with HTML's entities resolved), the bytes
 * that it writes in hex or base64, the SHA-1 of its text, or base64 behind an optional `whsec_`. A `prefix` is required where it is
 * given and cut off before decoding; a `suffix` is added to the text; a secret that begins with `textPrefix` is text, another `whsec`.
 */
export type KeyFormat =
  | "utf8"
  | "nfkd"
  | "html"
  | "hex"
  | "base64"
  | "sha1"
  | "whsec"
  | { readonly prefix: string; readonly decode: "base64" }
  | { readonly suffix: string }
  | { readonly textPrefix: string };

/** When the sender says it signed, and how far that may be from now. */
export interface Freshness {
  /** Where the timestamp stands, unless `fields.timestamp` names it. It must be covered by the signature. */
  readonly timestamp?: Pointer;
  /** Unix seconds (default), Unix milliseconds, either of them (`unix`: the number of digits tells), or ISO 8601. */
  readonly timestampUnit?: "s" | "ms" | "unix" | "iso";
  /**
   * Seconds before and after now in which the timestamp is believed. Given wherever there is a timestamp; `unlimited` for vendors
   * whose retries carry the first attempt's.
   */
  readonly toleranceSeconds?: number | "unlimited";
}

/** What the bytes under a signature are. */
export interface SignedText extends Freshness {
  /**
   * Template of the signed bytes, `{body}` when left out; several where the sender signs one of them, that which covers least
   * last. It may hold `{timestamp}`, `{method}`, `{url}` (or `{url without query}`), `{query in order}`, `{secret}`
   * (with keyed hashes and fetched keys), `{field:name}` of a signature header with fields, pointers such as `{header:name}` and
   * `{body:/id}` (`{body:/id?}` may be missing), the body (`{body}` or `{body as base64}`, `sha256`,
   * `crc32`, `json`, `ascii`), and a form (`{form as php without <the signature's field>}`).
   */
  readonly signed?: string | readonly string[];
  /**
   * The sender's bodies are JSON, and others are refused though their signature holds: where a URL is signed before the body, or one
   * secret signs several texts, a captured one could be cut so that a piece of it comes in the body's place.
   */
  readonly json?: true;
}

/** Where a signature stands and how it is laid out. Exactly one of `header` and `from` is given. */
export interface SignatureLayout {
  /** Lower-case name of the header; several where each may carry a signature. */
  readonly header?: string | readonly string[];
  /** Where else the signature stands: in the query, in a form, in the body. */
  readonly from?: Pointer;
  readonly encoding: Encoding;
  /** Text that must stand before the signature and is cut off (`sha256=`). */
  readonly prefix?: string;
  /** Characters of which each separates signatures or fields. Default for fields: `,`. */
  readonly separator?: string;
  /** Text between a field's name and its value. Default: `=`. */
  readonly assign?: string;
  /** Names of the fields in a header such as `t=1767225600,v1=5257a8…`. `*` for the signature's: whatever its name. */
  readonly fields?: { readonly signature: string; readonly timestamp?: string };
  /** What the separated values are. Default: `fields` where those are named, else `signatures`. */
  readonly parts?: "timestamp-first";
}
