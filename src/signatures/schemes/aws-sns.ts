import { type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import { factsOf } from "../../core/facts.ts";
import { child, type Json } from "../../core/json/json.ts";
import { rememberedFor } from "../../core/memoize.ts";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { SnsSignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { refuseAge } from "../parts/freshness.ts";
import { decodeStrictly } from "../parts/key.ts";
import { publishedKey } from "../parts/published-key.ts";
import type { Attempt, Verifier } from "../scheme.ts";

/** An SNS message is at most 256 KB; its JSON envelope can double that. */
const mostBytes = 1_048_576;

/** Which fields are signed, in order, by message type. */
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

function textOf(message: Json | undefined, field: string): string | undefined {
  const value = child(message, field);
  return typeof value === "string" ? value : undefined;
}

const fieldsOf = (message: Json | undefined): readonly string[] | undefined =>
  signedFields.get(String(textOf(message, "Type")));

/** True for a pointer at a field that messages of this one's type sign; others may be changed by whoever passes it on. */
export const snsCovers = (request: WebhookRequest, pointer: string): boolean =>
  fieldsOf(factsOf(request).document?.value)?.some((field) => pointer === `body:/${field}`) ?? false;

/** Names of regions only: `sns.s3-us-west-2.amazonaws.com` would be anybody's bucket of the name "sns". */
const certificateUrl =
  /^https:\/\/sns\.[a-z]{2,5}(?:-[a-z]{3,10}){1,3}-[0-9]{1,2}\.amazonaws\.com(?:\.cn)?\/[A-Za-z0-9._-]+\.pem$/;

/**
 * Undefined when a field could have swallowed the next: only a subject may be missing, and only the message itself may have
 * lines. Else `MessageId` could be moved into the end of `Message`, and the signature would still be right.
 */
function signedTextOf(message: Json, fields: readonly string[]): string | undefined {
  let text = "";
  for (const field of fields) {
    const value = child(message, field) ?? undefined;
    if (value === undefined && field === "Subject") continue;
    if (typeof value !== "string" || (field !== "Message" && value.includes("\n"))) return undefined;
    text += `${field}\n${value}\n`;
  }
  return text;
}

function keyOf(certificate: string): KeyObject | undefined {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return undefined;
  }
}

const isCertificate = (secret: Secret): boolean => secret.reveal().includes("-----BEGIN CERTIFICATE-----");
const pinnedKey = rememberedFor((secret: Secret) => ({ key: keyOf(secret.reveal()) }));

/** The keys of the certificates that are pinned in the secrets, or that of the one at Amazon's URL. */
async function keysOf(
  message: Json,
  { secrets, fetchText }: Attempt,
): Promise<readonly KeyObject[] | "key-untrusted" | "secret-unusable"> {
  const pinned = secrets.filter(({ secret }) => isCertificate(secret));
  if (pinned.length > 0) {
    const keys = pinned.flatMap(({ secret }) => pinnedKey(secret).key ?? []);
    return keys.length > 0 ? keys : "secret-unusable";
  }
  const url = String(textOf(message, "SigningCertURL"));
  return certificateUrl.test(url) ? [await publishedKey(url, fetchText, keyOf)] : "key-untrusted";
}

/** Amazon SNS: RSA over named fields; the topic must be one of the source's, for every AWS account can sign with SNS. */
export const verifySns: Verifier<SnsSignature> = async (scheme, attempt) => {
  const { request, secrets, nowMs } = attempt;
  const message = request.body.length <= mostBytes ? factsOf(request).document?.value : undefined;
  if (message === undefined) return rejected("signature-malformed");
  const fields = fieldsOf(message);
  const version = textOf(message, "SignatureVersion");
  const encoded = textOf(message, "Signature");
  if (!encoded) return rejected("signature-missing");
  const signature = decodeStrictly(encoded, "base64");
  if (!fields || !signature || (version !== "1" && version !== "2")) return rejected("signature-malformed");
  const text = signedTextOf(message, fields);
  if (text === undefined) return rejected("signature-malformed");
  const topic = String(textOf(message, "TopicArn"));
  const match = secrets.find(({ secret }) => equalText(secret.reveal().trim(), topic));
  if (!match) return rejected("key-untrusted");
  const keys = await keysOf(message, attempt);
  if (typeof keys === "string") return rejected(keys);
  const hash = version === "2" ? "sha256" : "sha1";
  if (!keys.some((key) => verifyBytes(hash, Buffer.from(text), key, signature)))
    return rejected("signature-mismatch");
  const age = refuseAge(
    { toleranceSeconds: scheme.toleranceSeconds, timestampUnit: "iso" },
    textOf(message, "Timestamp"),
    nowMs,
  );
  return age ? rejected(age) : { ok: true, secretIndex: match.index };
};
