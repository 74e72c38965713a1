import { createHash } from "node:crypto";
import { encodedFields, type Fields, factsOf } from "../../core/facts.ts";
import { endOfString } from "../../core/json/json-text.ts";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { SortedParametersSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge } from "../parts/freshness.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { keyBytes } from "../parts/keys/secret-key.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveTextAlone } from "../parts/proofs.ts";
import { sortedFields } from "../parts/sorted-fields.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** The members of a JSON object of texts; undefined for other JSON: nothing else in it would be signed. */
function jsonFields(request: WebhookRequest): Fields | undefined {
  if (request.body.length > mostUnverifiedBytes) return undefined;
  const { document } = factsOf(request);
  if (!document) return undefined;
  const { text, value } = document;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = Object.entries(value).flatMap(
    ([name, one]): Fields => (typeof one === "string" ? [[name, one]] : []),
  );
  let texts = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', endOfString(text, at))) texts++;
  // More texts are the name of a value of another kind, or a name that stands twice: of its two values one is not signed.
  return texts === 2 * fields.length ? fields : undefined;
}

/**
 * The parameters of the query and the body; undefined for other bodies, repeated names, and names with a separator.
 */
function parametersOf(request: WebhookRequest): ReadonlyMap<string, string> | undefined {
  const fields = request.body.length === 0 ? [] : (encodedFields(request) ?? jsonFields(request));
  if (!fields) return undefined;
  const all = [...new URLSearchParams(request.query), ...fields];
  const parameters = new Map(all);
  const plain = parameters.size === all.length && all.every(([name]) => !/[&=]/.test(name));
  return plain ? parameters : undefined;
}

/** The signed text: `&name=value` in the order of the names. In values, `_` replaces `&` and `=`. */
function parameterText(
  { parameter }: SortedParametersSignature,
  parameters: ReadonlyMap<string, string>,
): string {
  return sortedFields(parameters)
    .map(([name, value]) => (name === parameter ? "" : `&${name}=${value.replace(/[&=]/g, "_")}`))
    .join("");
}

/** The signed text of a request; undefined where `parametersOf` is. */
export function signedParameters(
  scheme: SortedParametersSignature,
  request: WebhookRequest,
): string | undefined {
  const parameters = parametersOf(request);
  return parameters && parameterText(scheme, parameters);
}

/** The digests of which the account has chosen one: HMACs, and a plain MD5 over text and secret. */
function* possibleDigests(
  scheme: SortedParametersSignature,
  key: Uint8Array,
  text: string,
): Generator<string> {
  for (const hash of scheme.hashes) yield hmacOf({ hash, encoding: "hex" }, key, [text]);
  if (scheme.hashes.includes("md5")) yield createHash("md5").update(text).update(key).digest("hex");
}

/** HMAC over the sorted parameters of the query and of the body, a form or JSON. */
export const scheme: Scheme<SortedParametersSignature> = {
  locations: ({ parameter }) => [`query:${parameter}`, `form:${parameter}`, `body:/${parameter}`],
  verify(signature, { request, secrets, nowMs }) {
    const parameters = parametersOf(request);
    if (!parameters) return rejected("signature-missing");
    const given = parameters.get(signature.parameter)?.toLowerCase();
    if (!given) return rejected("signature-missing");
    const text = parameterText(signature, parameters);
    const finding = firstMatch(secrets, (secret) => {
      let equal = false;
      for (const digest of possibleDigests(signature, keyBytes(secret), text))
        equal = equalDigest(digest, given) || equal;
      return equal;
    });
    if (!finding.ok) return finding;
    const timestamp =
      signature.timestamp && parameters.get(signature.timestamp.slice(signature.timestamp.indexOf(":") + 1));
    const age = refuseAge(signature, timestamp, nowMs);
    return age ?? { ...finding, signedAt: timestamp };
  },
  prove: (signature, stored) => proveTextAlone(signedParameters(signature, stored), stored),
};

export const describe = (): string => "HMAC over the sorted parameters";
