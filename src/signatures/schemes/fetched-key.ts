import { createPublicKey, type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import { rejected } from "../../core/outcome.ts";
import { readFirst, readValue } from "../../core/pointers.ts";
import type { FetchedKeySignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { publishedKey } from "../parts/keys/published-key.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { joined, signedParts, signsQuery, templateCoversUrl, templatesOf } from "../parts/template.ts";
import { proveTemplate, templateHeaders } from "../parts/verify-template.ts";
import { code, signedWords } from "../parts/words.ts";
import { type Attempt, firstMatch, type Scheme } from "../scheme.ts";

/** The URL of a key, with `..` resolved; undefined when it is not one of the vendor's. */
function trustedKeyUrl(text: string | undefined, under: FetchedKeySignature["under"]): string | undefined {
  if (!text || text.length > 1_024 || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  // With a query, an attacker could have one key fetched and cached under any number of URLs.
  return /^[^?#]*$/.test(href) && under.some((beginning) => href.startsWith(beginning)) ? href : undefined;
}

function readKeyText(holds: FetchedKeySignature["holds"], pem: string): KeyObject | undefined {
  try {
    return holds === "certificate" ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch {
    return undefined;
  }
}

/** A signature with the key at the URL that the request names. */
interface NamedKey {
  readonly signature: Uint8Array;
  readonly key: KeyObject;
}

async function candidatesOf(
  { signatures, under, holds }: FetchedKeySignature,
  { facts, fetchText }: Attempt,
): Promise<readonly NamedKey[] | "missing" | "untrusted"> {
  const candidates: NamedKey[] = [];
  let given = false;
  for (const { from, key } of signatures) {
    const text = readValue(facts, from);
    if (text === undefined) continue;
    given = true;
    const signature = decodeStrictly(text, "base64");
    const url = trustedKeyUrl(readValue(facts, key), under);
    if (!signature || !url) continue;
    const published = await publishedKey(url, fetchText, (pem) => readKeyText(holds, pem));
    candidates.push({ signature, key: published });
  }
  if (!given) return "missing";
  return candidates.length > 0 ? candidates : "untrusted";
}

/** RSA-SHA256 with the vendor's published key. It signs for every account: the secret names this one. */
export const scheme: Scheme<FetchedKeySignature> = {
  locations: ({ signatures }) => signatures.map(({ from }) => from),
  coversUrl: templateCoversUrl,
  async verify(signature, attempt) {
    const { request, facts, secrets, nowMs } = attempt;
    if (request.body.length > mostUnverifiedBytes && signature.owner) return rejected("signature-malformed");
    const candidates = await candidatesOf(signature, attempt);
    if (candidates === "missing") return rejected("signature-missing");
    if (candidates === "untrusted") return rejected("key-untrusted");
    const timestamp = timestampText(signature, facts, undefined);
    const finding = firstMatch(secrets, (secret) => {
      const value = secret.reveal().trim();
      const holds = templatesOf(signature).some((template) => {
        const parts = signedParts(template, { request, facts, timestamp, secret: value });
        const signed = parts && joined(parts);
        return (
          signed && candidates.some(({ key, signature: given }) => verifyBytes("sha256", signed, key, given))
        );
      });
      // The owner is read only after the body is verified.
      if (!holds || signature.owner === undefined) return holds;
      const owner = readFirst(facts, signature.owner);
      return owner !== undefined && equalText(value, owner);
    });
    if (!finding.ok) return finding;
    const age = refuseAge(signature, timestamp, nowMs);
    return age ?? { ...finding, signedAt: timestamp };
  },
  prove: proveTemplate,
  proofHeaders: templateHeaders,
  signsUrl: signsQuery,
};

export const describe = (signature: FetchedKeySignature): string =>
  `RSA-SHA256 over ${signedWords(signature)}, key from ${signature.under.map(code).join(", ")}`;
