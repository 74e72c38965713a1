import { randomBytes } from "node:crypto";
import { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Scheme } from "./scheme.ts";
import { decoySignature, scheme } from "./schemes/hmac.ts";

/** A scheme, a signature and a secret that no vendor has: refusing them is the work of refusing a wrong HMAC. */
export const decoy = {
  scheme: scheme as Scheme<Signature>,
  signature: decoySignature,
  headers: new Map(
    [decoySignature.header].flat().map((name) => [String(name), randomBytes(32).toString("hex")]),
  ),
  secrets: [new Secret(randomBytes(32).toString("hex"))],
} as const;
