import { createHash, createPrivateKey, sign as signBytes } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import { type Pointer, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import { Secret } from "../core/secret.ts";
import type {
  Freshness,
  HmacSignature,
  KeyedHashSignature,
  PublicKeySignature,
  SchemeName,
  Signature,
  SignatureLayout,
} from "../core/signature.ts";
import { keyBytes, sha256 } from "../signatures/parts/key.ts";
import { signaturePlaces } from "../signatures/parts/layout.ts";
import { signedParts, templatesOf } from "../signatures/parts/template.ts";
import { canonicalRequest } from "../signatures/schemes/canonical-request.ts";
import { hmacOf } from "../signatures/schemes/hmac.ts";
import { plivoText } from "../signatures/schemes/plivo.ts";
import { joined } from "../signatures/schemes/public-key.ts";
import { parameterText } from "../signatures/schemes/sorted-parameters.ts";
import { standardKeys } from "../signatures/schemes/standard-webhooks.ts";
import { signedForm } from "../signatures/schemes/twilio.ts";
import { put } from "./put.ts";
import { signJwt } from "./sign-jwt.ts";

type Of<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;
type Result = WebhookRequest | undefined;
type Signer<S> = (
  signature: S,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
) => Result | Promise<Result>;

const sha256Base64 = { hash: "sha256", encoding: "base64" } as const;
const sha256Hex = { hash: "sha256", encoding: "hex" } as const;

function timestampOf(rules: Freshness, nowMs: number): string {
  if (rules.timestampUnit === "iso") return new Date(nowMs).toISOString();
  return String(rules.timestampUnit === "ms" ? nowMs : Math.floor(nowMs / 1000));
}

/** The signature in its layout, where it stands. */
function placed(
  layout: SignatureLayout,
  request: WebhookRequest,
  timestamp: string,
  signature: string,
  further: ReadonlyMap<string, string> = new Map(),
): Result {
  const [place] = signaturePlaces(layout);
  const { fields, prefix = "", assign = "=", timestampFirst } = layout;
  const separator = [layout.separator ?? ","].flat().at(-1);
  const stamp = fields?.timestamp ? `${fields.timestamp}${assign}${timestamp}${separator}` : "";
  const name = fields?.signature === "*" ? "key" : fields?.signature;
  const others = Array.from(further, ([key, value]) => `${key}${assign}${value}${separator}`).join("");
  const text = fields ? `${stamp}${others}${name}${assign}${signature}` : `${prefix}${signature}`;
  return place && put(request, place, timestampFirst ? `${timestamp}${separator}${signature}` : text);
}

const stamped = (rules: Freshness, request: WebhookRequest, timestamp: string): WebhookRequest =>
  rules.timestamp ? put(request, rules.timestamp, timestamp) : request;

/** The request with everything in it that will be signed: what is missing gets a value. */
function filled(request: WebhookRequest, template: string): WebhookRequest {
  let draft = request;
  const pointers = template.match(/(?<=\{)(?:header|query|form|body):[^}?]+/g) as readonly Pointer[] | null;
  for (const pointer of pointers ?? [])
    if (readValue(factsOf(draft), pointer) === undefined) draft = put(draft, pointer, "sample");
  return draft;
}

type SignedScheme = HmacSignature | KeyedHashSignature | PublicKeySignature;

function digestOf(signature: SignedScheme, bytes: Buffer, secret: string): string | undefined {
  if (signature.scheme === "keyed-hash") {
    const { hash, encoding } = signature;
    const [digest] = [hash].flat().map((name) => createHash(name).update(bytes).digest(encoding));
    return digest;
  }
  if (signature.scheme === "hmac") {
    const key = keyBytes(new Secret(secret), signature.key);
    return key && hmacOf(signature, key, [bytes]);
  }
  const digests = {
    ed25519: null,
    "ecdsa-sha256": "sha256",
    "rsa-sha256": "sha256",
    "rsa-sha1": "sha1",
  } as const;
  return signBytes(digests[signature.algorithm], bytes, createPrivateKey(secret)).toString(
    signature.encoding,
  );
}

const signText: Signer<SignedScheme> = (signature, request, secret, nowMs) => {
  const timestamp = timestampOf(signature, nowMs);
  const [template] = templatesOf(signature);
  if (template === undefined) return undefined;
  const draft = filled(stamped(signature, request, timestamp), template);
  const fields = new Map((template.match(/(?<=\{field:)[^}]+/g) ?? []).map((name) => [name, "sample"]));
  const parts = signedParts(template, { request: draft, facts: factsOf(draft), timestamp, fields, secret });
  const digest = parts && digestOf(signature, joined(parts), secret);
  return digest === undefined ? undefined : placed(signature, draft, timestamp, digest, fields);
};

/** Schemes without a signer are those whose keys only the vendor holds, or whose bodies only the vendor makes. */
const signers: { readonly [Name in SchemeName]?: Signer<Of<Name>> } = {
  hmac: signText,
  "keyed-hash": signText,
  "public-key": signText,
  jwt: signJwt,
  token: ({ from, prefix = "" }, request, secret) => put(request, from, prefix + secret),
  "basic-auth": (_, request, secret) =>
    put(request, "header:authorization", `Basic ${Buffer.from(secret).toString("base64")}`),
  "standard-webhooks": (scheme, request, secret, nowMs) => {
    const [prefix] = scheme.headers;
    const text = scheme.textPrefix && secret.startsWith(scheme.textPrefix);
    const format = text ? "utf8" : scheme.key;
    const id = `msg_${sha256([request.body, String(nowMs)]).slice(0, 24)}`;
    const timestamp = String(Math.floor(nowMs / 1000));
    const held = new Secret(secret);
    const key = format
      ? keyBytes(held, format)
      : (keyBytes(held, standardKeys.hmac) ?? keyBytes(held, "base64"));
    const digest = key && hmacOf(sha256Base64, key, [`${id}.${timestamp}.`, request.body]);
    if (!digest) return undefined;
    const named = put(put(request, `header:${prefix}-id`, id), `header:${prefix}-timestamp`, timestamp);
    return put(named, `header:${prefix}-signature`, `v1,${digest}`);
  },
  "canonical-request": (scheme, request, secret, nowMs) => {
    const dated = stamped(scheme, request, timestampOf(scheme, nowMs));
    const names = `${scheme.signedHeaders},${scheme.timestamp?.slice("header:".length)}`;
    const draft = put(dated, `header:${scheme.signedHeaders}`, names);
    const parts = canonicalRequest(scheme, draft);
    return parts && put(draft, `header:${scheme.header}`, hmacOf(sha256Hex, Buffer.from(secret), parts));
  },
  "sorted-parameters": (scheme, request, secret, nowMs) => {
    const draft = stamped(scheme, request, timestampOf(scheme, nowMs));
    const form = new URLSearchParams(Buffer.from(draft.body).toString());
    const parameters = new Map([...new URLSearchParams(draft.query), ...form]);
    const text = parameterText(scheme, parameters);
    const [signed] = scheme.hashes.map((hash) =>
      put(draft, `form:${scheme.parameter}`, hmacOf({ hash, encoding: "hex" }, Buffer.from(secret), [text])),
    );
    return signed;
  },
  manifest: (scheme, request, secret, nowMs) => {
    const timestamp = timestampOf(scheme, nowMs);
    const template = scheme.pairs.map(([name, value]) => `${name}:{${value}};`).join("");
    const draft = filled(request, template);
    const parts = signedParts(template, { request: draft, facts: factsOf(draft), timestamp });
    return (
      parts &&
      placed(scheme, draft, timestamp, hmacOf({ ...scheme, hash: "sha256" }, Buffer.from(secret), parts))
    );
  },
  twilio: (signature, request, secret) => {
    const { header, bodyHashQuery } = signature;
    // A body that is no form is signed by its hash in the URL, where the vendor has a parameter for it.
    const isForm = signedForm(signature, request) !== undefined;
    const draft = isForm ? request : put(request, `query:${bodyHashQuery}`, sha256([request.body]));
    const form = signedForm(signature, draft);
    if (form === undefined) return undefined;
    const digest = hmacOf({ hash: "sha1", encoding: "base64" }, Buffer.from(secret), [draft.url, form]);
    return put(draft, `header:${header}`, digest);
  },
  plivo: ({ header: [name], nonce }, request, secret, nowMs) => {
    const text = plivoText(request);
    if (text === undefined) return undefined;
    const digest = hmacOf(sha256Base64, Buffer.from(secret), [`${text}.${nowMs}`]);
    return put(put(request, nonce, String(nowMs)), `header:${name}`, digest);
  },
};

/**
 * Signs a sample as the vendor would, for the development runtime. It is no witness: tests take their signatures from
 * vendors' SDKs and documents.
 * @param secret the source's secret; for public-key schemes and JWKs the private key (PEM, JWK)
 * @returns the request with its signature; undefined when the scheme can't be signed here
 */
export async function sign(
  signature: Signature,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
): Promise<Result> {
  const { only } = signature;
  const draft = only?.equals === undefined ? request : put(request, `header:${only.header}`, only.equals);
  return (signers[signature.scheme] as Signer<Signature> | undefined)?.(signature, draft, secret, nowMs);
}
