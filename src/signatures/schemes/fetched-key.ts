import { createPublicKey, type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import { factsOf } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import { type Facts, readValue } from "../../core/pointers.ts";
import type { FetchedKeySignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { decodeStrictly } from "../parts/key.ts";
import { publishedKey } from "../parts/published-key.ts";
import { signedParts, templatesOf } from "../parts/template.ts";
import { mostUnverifiedBytes } from "../parts/verify-template.ts";
import { type Attempt, firstMatch, type Verifier } from "../scheme.ts";
import { joined } from "./public-key.ts";

/**
 * The URL of a key, with `..` and the like resolved, when it is one of the vendor's; else undefined. With a query one key would have as
 * many URLs as anybody likes, each read and kept for itself.
 */
function keyUrl(text: string | undefined, under: FetchedKeySignature["under"]): string | undefined {
  if (!text || text.length > 1_024 || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return /^[^?#]*$/.test(href) && under.some((beginning) => href.startsWith(beginning)) ? href : undefined;
}

function keyOf(holds: FetchedKeySignature["holds"], pem: string): KeyObject | undefined {
  try {
    return holds === "certificate" ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch {
    return undefined;
  }
}

interface Candidate {
  readonly signature: Uint8Array;
  readonly key: KeyObject;
}

async function candidatesOf(
  { signatures, under, holds }: FetchedKeySignature,
  facts: Facts,
  { fetchText }: Attempt,
): Promise<readonly Candidate[] | "missing" | "untrusted"> {
  const candidates: Candidate[] = [];
  let given = false;
  for (const { from, key } of signatures) {
    const text = readValue(facts, from);
    if (text === undefined) continue;
    given = true;
    const signature = decodeStrictly(text, "base64");
    const url = keyUrl(readValue(facts, key), under);
    if (!signature || !url) continue;
    const published = await publishedKey(url, fetchText, (pem) => keyOf(holds, pem));
    candidates.push({ signature, key: published });
  }
  if (!given) return "missing";
  return candidates.length > 0 ? candidates : "untrusted";
}

/** RSA-SHA256 with the vendor's published key. The key is everybody's: the secret ties the request to one account. */
export const verifyFetchedKey: Verifier<FetchedKeySignature> = async (scheme, attempt) => {
  const { request, secrets, nowMs } = attempt;
  if (request.body.length > mostUnverifiedBytes && scheme.owner) return rejected("signature-malformed");
  const facts = factsOf(request);
  const candidates = await candidatesOf(scheme, facts, attempt);
  if (candidates === "missing") return rejected("signature-missing");
  if (candidates === "untrusted") return rejected("key-untrusted");
  const timestamp = timestampText(scheme, facts, undefined);
  const verdict = firstMatch(secrets, (secret) => {
    const value = secret.reveal().trim();
    const holds = templatesOf(scheme).some((template) => {
      const parts = signedParts(template, { request, facts, timestamp, secret: value });
      const signed = parts && joined(parts);
      return signed && candidates.some(({ key, signature }) => verifyBytes("sha256", signed, key, signature));
    });
    // Read only of a body that holds.
    if (!holds || scheme.owner === undefined) return holds;
    const owner = readValue(facts, scheme.owner);
    return owner !== undefined && equalText(value, owner);
  });
  if (!verdict.ok) return verdict;
  const age = refuseAge(scheme, timestamp, nowMs);
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
