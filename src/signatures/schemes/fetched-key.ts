import { createPublicKey, type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import { memoizeFor } from "../../core/memoize.ts";
import { type Finding, type Refusal, type RejectionReason, rejected } from "../../core/outcome.ts";
import { readFirst, readValue } from "../../core/pointers.ts";
import type { FetchedKeySignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { publishedKey } from "../parts/keys/published-key.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { joined, signedParts, templatesOf } from "../parts/template.ts";
import { templateScheme } from "../parts/verify-template.ts";
import { code, signedWords } from "../parts/words.ts";
import { type Attempt, firstMatch, type Scheme } from "../scheme.ts";

const namePattern = memoizeFor(({ names }: FetchedKeySignature) => new RegExp(`^(?:${names})$`));

/** The URL of a key, with `..` resolved; undefined when it is not one of the vendor's. */
function trustedKeyUrl(text: string | undefined, signature: FetchedKeySignature): string | undefined {
  if (!text || text.length > 1_024 || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  const beginning = signature.under.find((candidate) => href.startsWith(candidate));
  return beginning !== undefined && namePattern(signature).test(href.slice(beginning.length))
    ? href
    : undefined;
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

/** What the request's signatures and the hosts of their keys give. */
interface NamedKeys {
  readonly keys: readonly NamedKey[];
  /** Why there is no key for a signature, the most important reason first. */
  readonly refusals: readonly Refusal[];
  /** Errors of hosts. They are thrown at the end only: another signature may still be right. */
  readonly failures: readonly unknown[];
}

async function namedKeys(signature: FetchedKeySignature, { facts, fetchText }: Attempt): Promise<NamedKeys> {
  const keys: NamedKey[] = [];
  const reasons = new Set<RejectionReason>();
  const failures: unknown[] = [];
  for (const { from, key } of signature.signatures) {
    const text = readValue(facts, from);
    if (text === undefined) continue;
    const given = decodeStrictly(text, "base64");
    const url = trustedKeyUrl(readValue(facts, key), signature);
    if (!given || !url) {
      reasons.add("key-untrusted");
      continue;
    }
    try {
      const read = (pem: string): KeyObject | undefined => readKeyText(signature.holds, pem);
      const published = await publishedKey(url, fetchText, read, { isNamed: true });
      if (published.ok) keys.push({ signature: given, key: published.key });
      else reasons.add(published.reason);
    } catch (error) {
      failures.push(error);
    }
  }
  const order = ["key-not-fetched", "key-unknown", "key-untrusted"] as const;
  return { keys, refusals: order.filter((reason) => reasons.has(reason)).map(rejected), failures };
}

/**
 * The refusal of a request that no key at hand verifies.
 * @param finding of the keys at hand
 * @throws BridgeError `key-fetch-failed` when a host of a key failed
 */
function refusalOf({ keys, refusals, failures }: NamedKeys, finding: Finding): Finding {
  if (failures.length > 0) throw failures[0];
  const [first] = refusals;
  // What could not be fetched may be the right key; what the host does not know can't.
  if (first?.reason === "key-not-fetched") return first;
  return keys.length > 0 ? finding : (first ?? rejected("signature-missing"));
}

/** RSA-SHA256 with the vendor's published key. It signs for every account: the secret names this one. */
export const scheme: Scheme<FetchedKeySignature> = {
  ...templateScheme,
  locations: ({ signatures }) => signatures.map(({ from }) => from),
  async verify(signature, attempt) {
    const { request, facts, secrets, nowMs } = attempt;
    if (request.body.length > mostUnverifiedBytes && signature.owner) return rejected("signature-malformed");
    const named = await namedKeys(signature, attempt);
    const timestamp = timestampText(signature, facts, undefined);
    const finding = firstMatch(secrets, (secret) => {
      const value = secret.reveal().trim();
      const holds = templatesOf(signature).some((template) => {
        const parts = signedParts(template, { request, facts, timestamp, secret: value });
        const signed = parts && joined(parts);
        return (
          signed && named.keys.some(({ key, signature: given }) => verifyBytes("sha256", signed, key, given))
        );
      });
      // The owner is read only after the body is verified.
      if (!holds || signature.owner === undefined) return holds;
      const owner = readFirst(facts, signature.owner);
      return owner !== undefined && equalText(value, owner);
    });
    if (!finding.ok) return refusalOf(named, finding);
    const age = refuseAge(signature, timestamp, nowMs);
    return age ?? { ...finding, signedAt: timestamp };
  },
};

export const describe = (signature: FetchedKeySignature): string =>
  `RSA-SHA256 over ${signedWords(signature)}, key from ${signature.under.map(code).join(", ")}`;
