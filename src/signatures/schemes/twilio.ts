import { encodedFields } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";
import type { TwilioSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { keyBytes } from "../parts/keys/secret-key.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proofOf, wholeBody } from "../parts/proofs.ts";
import { sortedFields } from "../parts/sorted-fields.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

const sha1Base64 = { hash: "sha1", encoding: "base64" } as const;

/** Form fields as Twilio signs them: by name, the values of one name sorted and without repeats. */
function canonicalForm(fields: readonly (readonly [string, string])[]): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of sortedFields(fields))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].flatMap(([name, set]) => Array.from(set, (value) => name + value)).join("");
}

/** The signed text after the URL; undefined when the signature does not cover the body. */
export function signedForm(scheme: TwilioSignature, request: WebhookRequest): string | undefined {
  const { bodyHashQuery } = scheme;
  const bodyHash = bodyHashQuery && new URLSearchParams(request.query).get(bodyHashQuery);
  if (typeof bodyHash === "string") return equalDigest(sha256([request.body]), bodyHash) ? "" : undefined;
  if (request.body.length === 0) return "";
  const fields = encodedFields(request);
  return fields && canonicalForm(fields);
}

/** The URL as received, and with its default port added or removed: Twilio signs one of the two. */
function urlForms(url: string): readonly string[] {
  const standard = url.startsWith("https:") ? ":443" : ":80";
  const other = url.replace(/^(https?:\/\/[^/?#:]+)(:[0-9]+)?/, (whole, host: string, port?: string) => {
    if (port === undefined) return host + standard;
    return port === standard ? host : whole;
  });
  return [url, other];
}

/** User and password without a character that ends them in a URL: a replay could move another URL's name or a form into them. */
const plainPair = /^[\w.~!$&'()*+,;=-]*:[\w.~!$&'()*+,;=-]*$/;

/** The URLs with the user and the password of the request, which the sender has from its own copy of the URL and signs. */
function withCredentials(urls: readonly string[], { headers }: WebhookRequest): readonly string[] {
  const encoded = /^basic +(\S+)$/i.exec(String(headers.get("authorization")))?.[1];
  const pair = encoded && Buffer.from(encoded, "base64").toString();
  if (!pair || !plainPair.test(pair)) return urls;
  // Only the text that is hashed has them: the delivery must not.
  return [...urls, ...urls.map((url) => url.replace("://", `://${pair}@`))];
}

/** HMAC-SHA1 over the URL and the sorted form, or over a URL that contains the SHA-256 of the body. */
export const scheme: Scheme<TwilioSignature> = {
  locations: layoutLocations,
  coversUrl: () => true,
  verify(signature, { request, secrets }) {
    const given = request.headers.get(signature.header);
    if (!given) return rejected("signature-missing");
    const form = signedForm(signature, request);
    if (form === undefined) return rejected("signature-mismatch");
    const urls = withCredentials(urlForms(request.url), request);
    return firstMatch(secrets, (secret) => {
      const key = keyBytes(secret);
      // All are tried, so that the time does not show which matched.
      return urls.map((url) => equalDigest(hmacOf(sha1Base64, key, [url, form]), given)).includes(true);
    });
  },
  // A form's fields are signed without separators: a replay can cut them elsewhere, so none is covered.
  prove(signature, stored) {
    const form = signedForm(signature, stored);
    // A hash in the URL covers the whole body.
    const isHashed = form === "" && stored.body.length > 0;
    return proofOf(isHashed ? wholeBody : [], [stored.url, form ?? ""], stored);
  },
  signsUrl: () => "text",
};

export const describe = (): string => "HMAC-SHA1 over URL and form";
