import { type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import { factsOf } from "../../core/facts.ts";
import { child, type Json } from "../../core/json/json.ts";
import { memoizeFor } from "../../core/memoize.ts";
import { type RejectionReason, rejected } from "../../core/outcome.ts";
import type { Secret } from "../../core/secret.ts";
import type { SnsSignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { refuseAge } from "../parts/freshness.ts";
import { pemOf } from "../parts/keys/pem.ts";
import { publishedKey } from "../parts/keys/published-key.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { proofOf } from "../parts/proofs.ts";
import type { Attempt, Scheme } from "../scheme.ts";

/** An SNS message is at most 256 KB; its JSON envelope can double that. */
const mostMessageBytes = 1_048_576;

/** The signed fields, in order, by message type. */
const signedFields: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
    SubscriptionConfirmation: [
      "Message",
      "MessageId",
      "SubscribeURL",
      "Timestamp",
      "Token",
      "TopicArn",
      "Type",
    ],
    UnsubscribeConfirmation: [
      "Message",
      "MessageId",
      "SubscribeURL",
      "Timestamp",
      "Token",
      "TopicArn",
      "Type",
    ],
  }),
);

function fieldText(message: Json | undefined, field: string): string | undefined {
  const value = child(message, field);
  return typeof value === "string" ? value : undefined;
}

const signedFieldsOf = (message: Json | undefined): readonly string[] | undefined =>
  signedFields.get(String(fieldText(message, "Type")));

/**
 * Regions only: `sns.s3-us-west-2.amazonaws.com` is a bucket named "sns", which an attacker may own. Only names as
 * Amazon gives them: strangers could have us fetch any number of others.
 */
const certificateUrl =
  /^https:\/\/sns\.[a-z]{2,5}(?:-[a-z]{3,10}){1,3}-[0-9]{1,2}\.amazonaws\.com(?:\.cn)?\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;

/**
 * The signed text; undefined where a replay could have moved `MessageId`, or another field, into `Message`.
 */
function signedTextOf(message: Json, fields: readonly string[]): string | undefined {
  let text = "";
  for (const field of fields) {
    const value = child(message, field) ?? undefined;
    if (value === undefined && field === "Subject") continue;
    // Line breaks separate the fields: only the message may have some.
    if (typeof value !== "string" || (field !== "Message" && value.includes("\n"))) return undefined;
    text += `${field}\n${value}\n`;
  }
  return text;
}

function certificateKey(certificate: string): KeyObject | undefined {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return undefined;
  }
}

/** A topic's ARN as a whole: that of a subscription or a queue would match no message. */
const topicArn = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

const isTopic = (secret: Secret): boolean => topicArn.test(secret.reveal().trim());
const isCertificate = (secret: Secret): boolean => secret.reveal().includes("-----BEGIN CERTIFICATE-----");
const pinnedKey = memoizeFor((secret: Secret) => ({ key: certificateKey(pemOf(secret.reveal())) }));

/** The keys of the certificates pinned in the secrets, or the key of the certificate at Amazon's URL. */
async function trustedKeys(
  message: Json,
  { secrets, fetchText }: Attempt,
): Promise<readonly KeyObject[] | RejectionReason> {
  const pinned = secrets.filter(({ secret }) => isCertificate(secret));
  if (pinned.length > 0) {
    const keys = pinned.flatMap(({ secret }) => pinnedKey(secret).key ?? []);
    return keys.length > 0 ? keys : "secret-unusable";
  }
  const url = String(fieldText(message, "SigningCertURL"));
  if (!certificateUrl.test(url)) return "key-untrusted";
  const published = await publishedKey(url, fetchText, certificateKey, { isNamed: true });
  return published.ok ? [published.key] : published.reason;
}

/** Amazon SNS: RSA over named fields. The topic must be the source's: every AWS account can have SNS sign. */
export const scheme: Scheme<SnsSignature> = {
  locations: () => ["body:/Signature"],
  async verify(signature, attempt) {
    const { request, facts, secrets, nowMs } = attempt;
    const message = request.body.length <= mostMessageBytes ? facts.document?.value : undefined;
    if (message === undefined) return rejected("signature-malformed");
    const fields = signedFieldsOf(message);
    const version = fieldText(message, "SignatureVersion");
    const encoded = fieldText(message, "Signature");
    if (!encoded) return rejected("signature-missing");
    const given = decodeStrictly(encoded, "base64");
    if (!fields || !given || (version !== "1" && version !== "2")) return rejected("signature-malformed");
    const text = signedTextOf(message, fields);
    if (text === undefined) return rejected("signature-malformed");
    const topic = String(fieldText(message, "TopicArn"));
    const match = secrets.find(({ secret }) => equalText(secret.reveal().trim(), topic));
    const mayKnow = secrets.length === 0 || secrets.some(({ secret }) => isTopic(secret));
    if (!match) return rejected(mayKnow ? "key-untrusted" : "secret-unusable");
    const keys = await trustedKeys(message, attempt);
    if (typeof keys === "string") return rejected(keys);
    const hash = version === "2" ? "sha256" : "sha1";
    if (!keys.some((key) => verifyBytes(hash, Buffer.from(text), key, given)))
      return rejected("signature-mismatch");
    const age = refuseAge(
      { toleranceSeconds: signature.toleranceSeconds, timestampUnit: "iso" },
      fieldText(message, "Timestamp"),
      nowMs,
    );
    return age ?? { ok: true, secretIndex: match.index };
  },
  // Only the fields that this type of message signs: a replay can change the others.
  prove(_, stored) {
    const fields = signedFieldsOf(factsOf(stored).document?.value) ?? [];
    return proofOf(
      fields.map((field) => `body:/${field}`),
      [stored.body],
      stored,
    );
  },
  keyKind(_, secret) {
    if (isCertificate(secret)) return pinnedKey(secret).key ? "key" : "no-key";
    return isTopic(secret) ? "key" : "no-key";
  },
  secretRoles: ["certificate"],
};

export const describe = (): string => "RSA over named fields, certificate from Amazon, topic pinned";
