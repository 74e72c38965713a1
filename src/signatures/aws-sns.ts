import { createPublicKey, verify as verifyBytes, X509Certificate } from "node:crypto";
import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { child, type Json } from "../core/json.ts";
import { rejected } from "../core/outcome.ts";
import type { SnsSignature } from "../core/signature.ts";
import type { Attempt, Verifier } from "./attempt.ts";
import { equalText } from "./equal.ts";
import { refuseAge } from "./freshness.ts";
import { decodeStrictly } from "./key.ts";

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

/** Pointers that the signature covers; other fields of the body may be changed by whoever passes it on. */
export const snsCovered: ReadonlySet<string> = new Set(
  [...signedFields.values()].flat().map((field) => `body:/${field}`),
);

/** Names of regions only: `sns.s3-us-west-2.amazonaws.com` would be anybody's bucket of the name "sns". */
const certificateUrl =
  /^https:\/\/sns\.[a-z]{2,5}(?:-[a-z]{3,10}){1,3}-[0-9]{1,2}\.amazonaws\.com(?:\.cn)?\/[A-Za-z0-9._-]+\.pem$/;

function textOf(message: Json, field: string): string | undefined {
  const value = child(message, field);
  return typeof value === "string" ? value : undefined;
}

/**
 * Undefined when a field could have swallowed the next: only a subject may be missing, and only the message itself may have
 * lines. Else `MessageId` could be moved into the end of `Message`, and the signature would still be right.
 */
function signedTextOf(message: Json, fields: readonly string[]): string | undefined {
  let text = "";
  for (const field of fields) {
    const value = textOf(message, field);
    if (value === undefined && field === "Subject") continue;
    if (value === undefined || (field !== "Message" && value.includes("\n"))) return undefined;
    text += `${field}\n${value}\n`;
  }
  return text;
}

/** The certificate pinned in the secrets, or the one at Amazon's URL; undefined when the URL is not Amazon's. */
async function certificateOf(message: Json, { secrets, fetchText }: Attempt): Promise<string | undefined> {
  const pinned = secrets.find(({ secret }) => secret.reveal().includes("-----BEGIN CERTIFICATE-----"));
  if (pinned) return pinned.secret.reveal();
  const url = String(textOf(message, "SigningCertURL"));
  return certificateUrl.test(url) ? fetchText(url) : undefined;
}

function checkSignature(
  pem: string,
  version: string | undefined,
  text: string,
  signature: Uint8Array,
): boolean {
  try {
    const key = createPublicKey(new X509Certificate(pem).publicKey.export({ format: "pem", type: "spki" }));
    return verifyBytes(version === "2" ? "sha256" : "sha1", Buffer.from(text), key, signature);
  } catch (cause) {
    throw new BridgeError(
      "key-fetch-failed",
      "The SNS signing certificate can't be read.",
      "Retry; if a certificate is pinned in the secret, check that it is a whole PEM.",
      cause,
    );
  }
}

/** Amazon SNS: RSA over named fields; the topic must be one of the source's, for every AWS account can sign with SNS. */
export const verifySns: Verifier<SnsSignature> = async (scheme, attempt) => {
  const { request, secrets, nowMs } = attempt;
  const message = request.body.length <= mostBytes ? factsOf(request).document?.value : undefined;
  if (message === undefined) return rejected("signature-malformed");
  const fields = signedFields.get(String(textOf(message, "Type")));
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
  const certificate = await certificateOf(message, attempt);
  if (certificate === undefined) return rejected("key-untrusted");
  if (!checkSignature(certificate, version, text, signature)) return rejected("signature-mismatch");
  const age = refuseAge(
    { toleranceSeconds: scheme.toleranceSeconds, timestampUnit: "iso" },
    textOf(message, "Timestamp"),
    nowMs,
  );
  return age ? rejected(age) : { ok: true, secretIndex: match.index };
};
