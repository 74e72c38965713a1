import { verify as verifyBytes } from "node:crypto";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { StandardWebhooksSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge } from "../parts/freshness.ts";
import { decodeStrictly, keyBytes } from "../parts/key.ts";
import { firstMatch, type Verifier } from "../scheme.ts";
import { hmacOf } from "./hmac.ts";
import { ed25519Key } from "./public-key.ts";

/** The specification's window: five minutes both ways. */
const window = { toleranceSeconds: 300 } as const;

/** How the standard writes its two kinds of keys. */
export const standardKeys = {
  hmac: { prefix: "whsec_", decode: "base64" },
  ed25519: { prefix: "whpk_", decode: "base64" },
} as const;

/** More than a key rollover ever needs. */
const mostSignatures = 16;

/** An id that holds what could have been a timestamp can have taken in the beginning of a body, up to such a number in it. */
const torn = /\.[0-9]+\./;

/** The header prefix that the request uses (`webhook`), or undefined. */
export function headerPrefix(scheme: StandardWebhooksSignature, request: WebhookRequest): string | undefined {
  return scheme.headers.find((prefix) => request.headers.has(`${prefix}-signature`));
}

function hmacKey(secret: Secret, scheme: StandardWebhooksSignature): Uint8Array | undefined {
  const { key, requirePrefix, textPrefix } = scheme;
  if (key) return keyBytes(secret, key);
  if (textPrefix && secret.reveal().trim().startsWith(textPrefix)) return keyBytes(secret, "utf8");
  // The prefix is good base64 too: alone, it would be a key that everybody knows.
  if (requirePrefix || secret.reveal().trim().startsWith("whsec_"))
    return keyBytes(secret, standardKeys.hmac);
  return keyBytes(secret, "base64");
}

/** `v1` (HMAC-SHA256) and `v1a` (ed25519) over `id.timestamp.body`; several signatures are separated by spaces. */
export const verifyStandardWebhooks: Verifier<StandardWebhooksSignature> = (
  scheme,
  { request, secrets, nowMs },
) => {
  const prefix = headerPrefix(scheme, request);
  if (!prefix) return rejected("signature-missing");
  const id = request.headers.get(`${prefix}-id`);
  const timestamp = request.headers.get(`${prefix}-timestamp`);
  const signatures = request.headers.get(`${prefix}-signature`);
  if (!id || !timestamp || !signatures || torn.test(id)) return rejected("signature-malformed");
  const given = signatures.split(" ", mostSignatures + 1);
  if (given.length > mostSignatures) return rejected("signature-malformed");
  const parts = [`${id}.${timestamp}.`, request.body];
  const signed = given.some((signature) => signature.startsWith("v1a,"))
    ? Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.body])
    : undefined;
  const verdict = firstMatch(secrets, (secret) => {
    if (!scheme.key && secret.reveal().trim().startsWith("whpk_")) {
      const key = signed && ed25519Key(secret, standardKeys.ed25519);
      if (!key) return signed ? undefined : false;
      return given.some((signature) => {
        const bytes = signature.startsWith("v1a,") && decodeStrictly(signature.slice(4), "base64");
        return bytes && verifyBytes(null, signed, key, bytes);
      });
    }
    const key = hmacKey(secret, scheme);
    if (!key) return undefined;
    const expected = `v1,${hmacOf({ hash: "sha256", encoding: "base64" }, key, parts)}`;
    let equal = false;
    for (const signature of given) equal = equalDigest(expected, signature) || equal;
    return equal;
  });
  const age = refuseAge(window, timestamp, nowMs);
  return verdict.ok && age ? rejected(age) : verdict;
};
