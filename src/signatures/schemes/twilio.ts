import { encodedFields } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { TwilioSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { keyBytes, sha256 } from "../parts/key.ts";
import { sortedFields } from "../parts/sorted-fields.ts";
import { firstMatch, type Verifier } from "../scheme.ts";
import { hmacOf } from "./hmac.ts";

const digest = { hash: "sha1", encoding: "base64" } as const;

/** Form fields as Twilio signs them: sorted by name, the values of one name sorted and without repeats. */
function canonicalForm(fields: readonly (readonly [string, string])[]): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of sortedFields(fields))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].flatMap(([name, set]) => Array.from(set, (value) => name + value)).join("");
}

/** What stands behind the URL in the signed text, or undefined when the body is not covered by the signature. */
export function signedForm(scheme: TwilioSignature, request: WebhookRequest): string | undefined {
  const { bodyHashQuery } = scheme;
  const bodyHash = bodyHashQuery && new URLSearchParams(request.query).get(bodyHashQuery);
  if (typeof bodyHash === "string") return equalDigest(sha256([request.body]), bodyHash) ? "" : undefined;
  if (request.body.length === 0) return "";
  const fields = encodedFields(request);
  return fields && canonicalForm(fields);
}

/** The URL as it stands, and with its default port written out or left out: Twilio signs one or the other. */
function urlForms(url: string): readonly string[] {
  const standard = url.startsWith("https:") ? ":443" : ":80";
  const other = url.replace(/^(https?:\/\/[^/?#:]+)(:[0-9]+)?/, (whole, host: string, port?: string) => {
    if (port === undefined) return host + standard;
    return port === standard ? host : whole;
  });
  return [url, other];
}

/** HMAC-SHA1 over the URL and the sorted form, or over a URL that carries the SHA-256 of the body. */
export const verifyTwilio: Verifier<TwilioSignature> = (scheme, { request, secrets }) => {
  const given = request.headers.get(scheme.header);
  if (!given) return rejected("signature-missing");
  const form = signedForm(scheme, request);
  if (form === undefined) return rejected("signature-mismatch");
  const urls = urlForms(request.url);
  return firstMatch(secrets, (secret) => {
    const key = keyBytes(secret);
    // Both are tried, so that the time is the same.
    return urls.map((url) => equalDigest(hmacOf(digest, key, [url, form]), given)).includes(true);
  });
};
