import { formFields } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { TwilioSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { hmacOf } from "./hmac.ts";
import { keyBytes, sha256 } from "./key.ts";

/** Form fields as Twilio signs them: sorted by name, the values of one name sorted and without repeats. */
function canonicalForm(fields: readonly (readonly [string, string])[]): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of fields) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values.keys()]
    .sort()
    .map((name) =>
      [...(values.get(name) ?? [])]
        .sort()
        .map((value) => name + value)
        .join(""),
    )
    .join("");
}

/** What stands behind the URL in the signed text, or undefined when the body is not covered by the signature. */
export function signedForm(scheme: TwilioSignature, request: WebhookRequest): string | undefined {
  const { bodyHashQuery } = scheme;
  const bodyHash = bodyHashQuery === undefined ? null : new URLSearchParams(request.query).get(bodyHashQuery);
  if (bodyHash !== null) return equalDigest(sha256([request.body]), bodyHash) ? "" : undefined;
  if (request.body.length === 0) return "";
  const fields = formFields(request);
  return fields && canonicalForm(fields);
}

/** The URL as it stands and with its default port written out: Twilio signs one or the other. */
function urlForms(url: string): readonly string[] {
  const parts = /^(https?):\/\/([^/?#:]+)(:[0-9]+)?(.*)$/s.exec(url);
  if (!parts) return [url];
  const [, protocol, host, port, rest] = parts;
  const standard = protocol === "https" ? ":443" : ":80";
  if (port === undefined) return [url, `${protocol}://${host}${standard}${rest}`];
  return port === standard ? [url, `${protocol}://${host}${rest}`] : [url];
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
    let equal = false;
    for (const url of urls)
      equal = equalDigest(hmacOf({ hash: "sha1", encoding: "base64" }, key, [url, form]), given) || equal;
    return equal;
  });
};
