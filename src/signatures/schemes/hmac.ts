import type { HmacSignature } from "../../core/signature.ts";
import { matchesHmac } from "../parts/hmac-of.ts";
import { hmacKeyKind } from "../parts/keys/secret-key.ts";
import { layoutLocations } from "../parts/layout.ts";
import { templateScheme, verifyTemplate } from "../parts/verify-template.ts";
import { overTemplate } from "../parts/words.ts";
import type { PlainForm } from "../plain-form.ts";
import type { Scheme } from "../scheme.ts";

/** HMAC over the bytes that the signature's template names. */
export const scheme: Scheme<HmacSignature> = {
  ...templateScheme,
  locations: layoutLocations,
  verify: (signature, attempt) => verifyTemplate(signature, attempt, matchesHmac(signature)),
  keyKind: ({ key }, secret) => hmacKeyKind(secret, key),
};

/** A signature that no vendor has: refusing it takes as long as refusing a wrong HMAC. */
export const decoySignature: HmacSignature = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: "x-decoy",
};

export const describe = (signature: HmacSignature): string =>
  overTemplate(`HMAC-${signature.hash.toUpperCase()}`, signature);

export const plainForm = (signature: HmacSignature): PlainForm => ({ ...signature, kind: "mac" });
