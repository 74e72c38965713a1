import type { Pointer } from "../core/pointers.ts";
import type { HmacSignature } from "../core/signature.ts";

/** A signature in terms that a receiver without our code may know: it is set up there, not programmed. */
export type PlainForm =
  | PlainHmac
  // The secret itself, after a fixed text.
  | { readonly kind: "shared-token"; readonly from: Pointer; readonly prefix: string }
  // A user and a password, as in RFC 7617.
  | { readonly kind: "password" };

/** An HMAC over a template, wherever the signature is. */
export interface PlainHmac extends Omit<HmacSignature, "scheme" | "variant" | "only" | "role"> {
  readonly kind: "mac";
}
