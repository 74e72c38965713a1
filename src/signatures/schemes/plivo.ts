import { encodedFields } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import { readValue } from "../../core/pointers.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { PlivoSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { keyBytes } from "../parts/keys/secret-key.ts";
import { layoutLocations, readSignatures } from "../parts/layout.ts";
import { proveTextAlone } from "../parts/proofs.ts";
import { sortedFields } from "../parts/sorted-fields.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

const sha256Base64 = { hash: "sha256", encoding: "base64" } as const;

/** The signed text without the nonce; undefined for a body that is not a form and so is not signed. */
export function plivoText(request: WebhookRequest): string | undefined {
  const fields = request.body.length === 0 ? [] : encodedFields(request);
  if (!fields) return undefined;
  const query = sortedFields(new URLSearchParams(request.query))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const form = sortedFields(fields)
    .map(([name, value]) => name + value)
    .join("");
  const parameters = [query, form].filter((text) => text !== "").join(".");
  return request.url.replace(/\?.*/s, "") + (parameters === "" ? "" : `?${parameters}`);
}

/** HMAC-SHA256 over the URL with its query in order, the form in order, and a nonce. */
export const scheme: Scheme<PlivoSignature> = {
  locations: layoutLocations,
  coversUrl: () => true,
  verify(signature, { request, facts, secrets }) {
    const found = readSignatures({ ...sha256Base64, header: signature.header, separator: "," }, facts);
    if (found === "missing") return rejected("signature-missing");
    const nonce = readValue(facts, signature.nonce);
    // The nonce follows a dot: with a dot in it, a replay could have moved the end of the form into it.
    if (!found || nonce === undefined || nonce.includes(".")) return rejected("signature-malformed");
    const text = plivoText(request);
    if (text === undefined) return rejected("signature-mismatch");
    return firstMatch(secrets, (secret) => {
      const expected = hmacOf(sha256Base64, keyBytes(secret), [`${text}.${nonce}`]);
      let equal = false;
      for (const given of found.signatures) equal = equalDigest(expected, given) || equal;
      return equal;
    });
  },
  prove: (_, stored) => proveTextAlone(plivoText(stored), stored),
};

export const describe = (): string => "HMAC-SHA256 over URL, form and nonce";
