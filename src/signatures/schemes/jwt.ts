import { createHash } from "node:crypto";
import type { JWTPayload } from "jose";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { JwtSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proveBody, proveEverything, proveUrlAndBody } from "../parts/proofs.ts";
import { queryHash } from "../parts/query-hash.ts";
import { claimIs, verifyJwt } from "../parts/token.ts";
import type { Scheme } from "../scheme.ts";

/** True when the claims match the request and the account. */
function claimsHold(
  { claims: rules = {}, bodyHash }: JwtSignature,
  claims: JWTPayload,
  request: WebhookRequest,
  secret: Secret,
): boolean {
  const wanted: Readonly<Record<string, string>> = {
    "{url}": request.url,
    "{query hash}": queryHash(request),
    "{secret}": secret.reveal().trim(),
  };
  const isRight = Object.entries(rules).every(([name, texts]) =>
    claimIs(
      claims[name],
      [texts].flat().map((text) => wanted[text] ?? text),
    ),
  );
  if (!isRight || !bodyHash) return isRight;
  const { claim, encoding } = bodyHash;
  const value = claims[claim];
  const expected = createHash("sha256").update(request.body).digest(encoding);
  return (
    typeof value === "string" &&
    equalDigest(expected, encoding === "base64url" ? value.replace(/=+$/, "") : value)
  );
}

const claimsAny = ({ claims = {} }: JwtSignature, ...wanted: readonly string[]): boolean =>
  Object.values(claims).some((texts) => [texts].flat().some((text) => wanted.includes(text)));

const claimsUrl = (signature: JwtSignature): boolean => claimsAny(signature, "{url}");

/** A JSON Web Token in a header, with claims about the request. */
export const scheme: Scheme<JwtSignature> = {
  locations: layoutLocations,
  coversUrl: (signature) => claimsAny(signature, "{url}", "{query hash}"),
  verify(signature, attempt) {
    const { request } = attempt;
    const value = request.headers.get(signature.header);
    if (!value) return rejected("signature-missing");
    const { prefix = "" } = signature;
    if (!value.startsWith(prefix)) return rejected("signature-malformed");
    const token = value.slice(prefix.length).trim();
    return verifyJwt(signature, token, attempt, (claims, secret) =>
      claimsHold(signature, claims, request, secret),
    );
  },
  prove(signature, stored) {
    if (!signature.bodyHash) return proveEverything(stored);
    return claimsUrl(signature) ? proveUrlAndBody(stored) : proveBody(stored);
  },
};

export const describe = ({ algorithms, bodyHash }: JwtSignature): string =>
  `JWT (${algorithms.join(", ")})${bodyHash ? ", body hash in a claim" : ""}`;
