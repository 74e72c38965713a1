import { createHash } from "node:crypto";
import type { JWTPayload } from "jose";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { JwtSignature } from "../../core/signature.ts";
import { behindPrefix } from "../parts/credentials.ts";
import { equalDigest } from "../parts/equal.ts";
import { tokenKeyKind } from "../parts/keys/token-keys.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proveBody, proveEverything, proveUrlAndBody } from "../parts/proofs.ts";
import { queryHashes } from "../parts/query-hash.ts";
import { type ClaimedUrl, claimedUrl, claimIs, verifyJwt } from "../parts/token.ts";
import { urlSpellings } from "../parts/url-spellings.ts";
import type { Scheme } from "../scheme.ts";

/** What the claims say of the request; undefined when they do not match it and the account. */
function claimsHold(
  signature: JwtSignature,
  claims: JWTPayload,
  request: WebhookRequest,
  secret: Secret,
): ClaimedUrl | undefined {
  const { claims: rules = {}, bodyHash } = signature;
  const wanted: Readonly<Record<string, string | readonly string[]>> = {
    "{query hash}": queryHashes(request),
    "{secret}": secret.reveal().trim(),
  };
  const holdAt = (url: string): boolean =>
    Object.entries(rules).every(([name, texts]) =>
      claimIs(
        claims[name],
        [texts].flat().flatMap((text) => (text === "{url}" ? url : (wanted[text] ?? text))),
      ),
    );
  const urls = claimsUrl(signature) ? urlSpellings(request) : [request.url];
  const claimed = claimedUrl(request, urls.find(holdAt));
  if (!claimed || !bodyHash) return claimed;
  const { claim, encoding } = bodyHash;
  const value = claims[claim];
  const expected = createHash("sha256").update(request.body).digest(encoding);
  const isBody =
    typeof value === "string" &&
    equalDigest(expected, encoding === "base64url" ? value.replace(/=+$/, "") : value);
  return isBody ? claimed : undefined;
}

const claimsAny = ({ claims = {} }: JwtSignature, ...wanted: readonly string[]): boolean =>
  Object.values(claims).some((texts) => [texts].flat().some((text) => wanted.includes(text)));

const claimsUrl = (signature: JwtSignature): boolean => claimsAny(signature, "{url}");

/** A JSON Web Token in a header, with claims about the request. */
export const scheme: Scheme<JwtSignature> = {
  locations: layoutLocations,
  coversUrl: (signature) => claimsAny(signature, "{url}", "{query hash}"),
  keyKind: tokenKeyKind,
  verify(signature, attempt) {
    const { request } = attempt;
    const value = request.headers.get(signature.header);
    if (!value) return rejected("signature-missing");
    const token = behindPrefix(value, signature.prefix ?? "");
    if (token === undefined) return rejected("signature-malformed");
    return verifyJwt(signature, token.trim(), attempt, (claims, secret) =>
      claimsHold(signature, claims, request, secret),
    );
  },
  prove(signature, stored) {
    if (!signature.bodyHash) return proveEverything(stored);
    return claimsUrl(signature) ? proveUrlAndBody(stored) : proveBody(stored);
  },
  signsUrl: (signature) => (claimsUrl(signature) ? "claim" : undefined),
};

export const describe = ({ algorithms, bodyHash }: JwtSignature): string =>
  `JWT (${algorithms.join(", ")})${bodyHash ? ", body hash in a claim" : ""}`;
