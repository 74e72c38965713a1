/** Signs as vendors do whose keys are published, with a key of our own in their place. */
import { createHash, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { exportJWK, SignJWT } from "jose";
import { factsOf } from "../../../../src/core/facts.ts";
import { readValue } from "../../../../src/core/pointers.ts";
import type { WebhookRequest } from "../../../../src/core/request.ts";
import type { FetchedKeySignature, JwtSignature, Signature } from "../../../../src/core/signature.ts";
import { queryHashes } from "../../../../src/signatures/parts/query-hash.ts";
import { joined, signedParts, templatesOf } from "../../../../src/signatures/parts/template.ts";
import { timestampOf } from "../../../../src/signing/draft.ts";
import { put } from "../../../../src/signing/put.ts";
import { certificate, pemOf } from "../../../support/certificate.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const published = publicKey.export({ format: "pem", type: "spki" }).toString();
const certified = pemOf(
  certificate({ subject: "keys.example", issuer: "keys.example", publicKey, signedWith: privateKey }),
);

/** What signs, besides the request. */
export interface Sealing {
  readonly secret: string;
  readonly nowMs: number;
}

/** A signed request, and the texts that the vendor publishes. */
export interface Sealed {
  readonly request: WebhookRequest;
  readonly fetched: Record<string, string>;
}

async function withToken(signature: JwtSignature, request: WebhookRequest, { secret, nowMs }: Sealing) {
  const { claims = {}, bodyHash, key, prefix = "" } = signature;
  if (typeof key !== "object") return undefined;
  const values: Readonly<Record<string, string>> = {
    "{url}": request.url,
    "{query hash}": queryHashes(request)[0],
    "{secret}": secret,
  };
  const entries = Object.entries(claims).map(([name, texts]) => {
    const text = String([texts].flat()[0]);
    return [name, text === "true" ? true : (values[text] ?? text)] as const;
  });
  const hash = bodyHash && createHash("sha256").update(request.body).digest(bodyHash.encoding);
  const issued = Math.floor(nowMs / 1000);
  const token = await new SignJWT({
    ...Object.fromEntries(entries),
    ...(bodyHash && { [bodyHash.claim]: hash }),
  })
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .setIssuedAt(issued)
    .setExpirationTime(issued + 300)
    .sign(privateKey);
  const keys = [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }];
  return {
    request: put(request, `header:${signature.header}`, prefix + token),
    fetched: { [key.url]: JSON.stringify({ keys }) },
  };
}

function withFetchedKey(signature: FetchedKeySignature, request: WebhookRequest, { secret, nowMs }: Sealing) {
  const timestamp = timestampOf(signature, nowMs);
  const owner = [signature.owner ?? []]
    .flat()
    .find((place) => readValue(factsOf(request), place) !== undefined);
  const owned = owner ? put(request, owner, secret) : request;
  const draft = signature.timestamp ? put(owned, signature.timestamp, timestamp) : owned;
  const facts = factsOf(draft);
  const [template = ""] = templatesOf(signature);
  const parts = signedParts(template, { request: draft, facts, timestamp, secret });
  if (!parts) return undefined;
  const text = signBytes("sha256", joined(parts), privateKey).toString("base64");
  let sealed = draft;
  const fetched: Record<string, string> = {};
  for (const { from, key } of signature.signatures) {
    const url = readValue(facts, key);
    if (url === undefined || readValue(facts, from) === undefined) continue;
    sealed = put(sealed, from, text);
    fetched[url] = signature.holds === "certificate" ? certified : published;
  }
  return { request: sealed, fetched };
}

const snsFields = [
  "Message",
  "MessageId",
  "Subject",
  "SubscribeURL",
  "Timestamp",
  "Token",
  "TopicArn",
  "Type",
];

/** A notification for the topic that the secret names. */
function withTopic(request: WebhookRequest, { secret, nowMs }: Sealing): Sealed | undefined {
  const message: Record<string, string> = JSON.parse(Buffer.from(request.body).toString());
  message.TopicArn = secret;
  message.Timestamp = new Date(nowMs).toISOString();
  const text = snsFields
    .flatMap((name) => (message[name] === undefined ? [] : `${name}\n${message[name]}\n`))
    .join("");
  const hash = message.SignatureVersion === "2" ? "sha256" : "sha1";
  message.Signature = signBytes(hash, Buffer.from(text), privateKey).toString("base64");
  const headers = new Map(request.headers);
  if (headers.has("x-amz-sns-topic-arn")) headers.set("x-amz-sns-topic-arn", secret);
  return {
    request: { ...request, headers, body: Buffer.from(JSON.stringify(message, undefined, 2)) },
    fetched: { [String(message.SigningCertURL)]: certified },
  };
}

/** The request as a vendor with published keys signs it; undefined for other schemes. */
export async function sealedBy(
  signature: Signature,
  request: WebhookRequest,
  sealing: Sealing,
): Promise<Sealed | undefined> {
  if (signature.scheme === "jwt") return withToken(signature, request, sealing);
  if (signature.scheme === "fetched-key") return withFetchedKey(signature, request, sealing);
  return signature.scheme === "aws-sns" ? withTopic(request, sealing) : undefined;
}
