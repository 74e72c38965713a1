import type { Condition } from "./condition.ts";
import type { Pointer } from "./pointers.ts";
import type { Encoding, KeyFormat } from "./signature.ts";

/** Sends a value back: as plain text, or as one member of a JSON object. */
export interface EchoAnswer {
  readonly echo: Pointer;
  /** Name of the JSON member that holds it. */
  readonly json?: string;
}

/** Sends a header of the request back as it came. */
export interface HeaderEcho {
  /** Lower-case name. */
  readonly echoHeader: string;
}

/** Proves that the receiver knows the secret: the HMAC of a token, in JSON or as text. */
export interface HmacAnswer {
  readonly hmac: Pointer;
  readonly hash: "sha1" | "sha256";
  readonly encoding: Encoding;
  readonly key?: KeyFormat;
  /** Names of the JSON members. `token` is left out by vendors that want the digest only. */
  readonly json: { readonly token?: string; readonly digest: string };
  /** Text before the digest (`sha256=`). */
  readonly prefix?: string;
}

/** Confirms a subscription by fetching a URL; only these hosts (`*` is one label's part), https, no redirects. */
export interface ConfirmAnswer {
  readonly confirm: Pointer;
  readonly hosts: readonly string[];
}

/** Keeps a secret that the vendor hands over, only while the source has none. One in a header is sent back in it. */
export interface KeepSecretAnswer {
  readonly keepSecret: `header:${string}` | `body:/${string}`;
}

/** Always the same answer. */
export interface FixedAnswer {
  readonly status: number;
  readonly json?: Readonly<Record<string, string | number | boolean>>;
  readonly text?: string;
}

export type HandshakeAnswer =
  | EchoAnswer
  | HeaderEcho
  | HmacAnswer
  | ConfirmAnswer
  | KeepSecretAnswer
  | FixedAnswer;

/** A request that wants an answer rather than carrying an event. Without a condition: every request of its method. */
export interface Handshake extends Partial<Condition> {
  readonly name: string;
  /** Default: POST. */
  readonly method?: "GET" | "HEAD" | "POST";
  /** A delivery after all when this is there. */
  readonly unless?: Pointer;
  /**
   * Answered without a signature. Such a handshake sees headers, the query and a body of at most 4 KB; a POST that
   * carries the provider's signature is never taken for one.
   */
  readonly unsigned?: true;
  /** A token that must equal one of the source's secrets of that role; with another the handshake is not meant. */
  readonly token?: { readonly from: Pointer; readonly role: string };
  readonly answer: HandshakeAnswer;
}
