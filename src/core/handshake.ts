import type { Condition } from "./condition.ts";
import type { Pointer } from "./pointers.ts";
import type { Encoding, KeyFormat } from "./signature.ts";

/** Echoes a challenge: as plain text, or as one member of a JSON object. */
export interface EchoAnswer {
  /** The challenge. */
  readonly echo: Pointer;
  /** Name of the JSON member that holds it. Default: plain text. */
  readonly json?: string;
}

/** Echoes a header of the request. */
export interface HeaderEcho {
  /** Lower-case name. */
  readonly echoHeader: string;
}

/** Proves knowledge of the secret: answers with the HMAC of a challenge, as JSON. */
export interface HmacAnswer {
  /** The challenge. */
  readonly hmac: Pointer;
  readonly hash: "sha1" | "sha256";
  readonly encoding: Encoding;
  /** Default: the secret as text. */
  readonly key?: KeyFormat;
  /** Names of the JSON members for the challenge and its HMAC. Some vendors want the HMAC only. */
  readonly json: { readonly token?: string; readonly digest: string };
  /** Text before the digest (`sha256=`). */
  readonly prefix?: string;
}

/** Confirms a subscription by fetching a URL: https only, no redirects. */
export interface ConfirmAnswer {
  /** The URL. */
  readonly confirm: Pointer;
  /** The only hosts that are called; `*` stands for letters, digits and hyphens within one label. */
  readonly hosts: readonly string[];
}

/** Stores the secret that the vendor hands over, only while the source has none. */
export interface KeepSecretAnswer {
  /** The secret. A header is echoed in the answer. */
  readonly keepSecret: `header:${string}` | `body:/${string}`;
}

/** Gives the same answer to every request. */
export interface FixedAnswer {
  readonly status: number;
  readonly json?: Readonly<Record<string, string | number | boolean>>;
  /** Plain text, in place of `json`. Default: empty. */
  readonly text?: string;
}

/** How a handshake is answered. */
export type HandshakeAnswer =
  | EchoAnswer
  | HeaderEcho
  | HmacAnswer
  | ConfirmAnswer
  | KeepSecretAnswer
  | FixedAnswer;

/**
 * A request that expects an answer instead of carrying an event. Without `when`: every request of its method.
 */
export interface Handshake extends Partial<Condition> {
  /** Its name in logs. */
  readonly name: string;
  /** Default: POST. */
  readonly method?: "GET" | "HEAD" | "POST";
  /** If this value is present, the request is a delivery after all. */
  readonly unless?: Pointer;
  /** Answered without a signature, from at most 4 KB of body. Never a POST with the provider's signature. */
  readonly unsigned?: true;
  /** A token that must equal a secret of that role; otherwise this handshake does not apply. */
  readonly token?: { readonly from: Pointer; readonly role: string };
  readonly answer: HandshakeAnswer;
}
