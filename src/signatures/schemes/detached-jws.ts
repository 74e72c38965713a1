import type { KeyObject } from "node:crypto";
import { errors, flattenedVerify } from "jose";
import { rejected } from "../../core/outcome.ts";
import type { DetachedJwsSignature } from "../../core/signature.ts";
import { algorithmsOf, tokenKeyKind, tryKeys } from "../parts/keys/token-keys.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proveBody } from "../parts/proofs.ts";
import type { Scheme } from "../scheme.ts";

/** A JSON Web Signature over the raw body, which it does not contain (RFC 7797). */
export const scheme: Scheme<DetachedJwsSignature> = {
  locations: layoutLocations,
  keyKind: tokenKeyKind,
  verify(signature, attempt) {
    const value = attempt.request.headers.get(signature.header);
    if (!value) return rejected("signature-missing");
    const token = value.trim();
    const parts = token.split(".");
    return tryKeys(signature, token, attempt, async (key) => {
      if (parts.length !== 3 || parts[1] !== "") throw new errors.JWSInvalid();
      const [head, , given] = parts.map(String);
      const jws = { protected: String(head), payload: attempt.request.body, signature: String(given) };
      await flattenedVerify(jws, key as KeyObject, { algorithms: algorithmsOf(signature, key) });
      return { ok: true };
    });
  },
  prove: (_, stored) => proveBody(stored),
  // A vendor may send a digest in hex in the same header.
  recognizes: ({ header }, { headers }) => !/^[0-9a-f]{64}$/i.test(String(headers.get(header))),
};

export const describe = ({ algorithms }: DetachedJwsSignature): string =>
  `detached JWS (${algorithms.join(", ")})`;
