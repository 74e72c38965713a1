import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formFields } from "../../src/core/facts.ts";
import type { Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { SchemeName, Signature, SignatureLayout, SignedText } from "../../src/core/signature.ts";
import { carriedAt } from "../../src/signatures/choose.ts";
import { type Change, changeAt, changeMiddle, changeRuns, everyByte, everyField } from "./change-request.ts";

export const providersFolder = fileURLToPath(new URL("../../src/providers/", import.meta.url));

/** Ids of every provider file: the folder is the catalogue. */
export const providerIds: readonly string[] = readdirSync(providersFolder)
  .filter((file) => file.endsWith(".ts") && !["index.ts", "custom.ts"].includes(file))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

export async function loadProvider(id: string): Promise<Provider> {
  const module: { readonly default: Provider } = await import(`${providersFolder}${id}.ts`);
  return module.default;
}

type Of<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;

/** What a kind of scheme can promise, and how its requests are forged. Nothing here is chosen by a provider. */
interface Kind<S extends Signature> {
  /** Changes of the body that must be refused; none where the scheme authenticates the sender only. */
  readonly bodies: (signature: S, request: WebhookRequest) => readonly Uint8Array[];
  /** Changes one character in the middle of a signature. */
  readonly tamper: (value: string) => string;
  /** A secret of the same form that is not the right one. */
  readonly otherSecret: (signature: S, right: string) => string;
  /** Seconds after which a request is surely stale; undefined when the scheme knows no time. */
  readonly window: (signature: S) => number | undefined;
}

const none = (): readonly Uint8Array[] => [];
const bytes = (_: unknown, request: WebhookRequest): readonly Uint8Array[] => everyByte(request);
/** Where the fields of a form are signed: bytes that mean the same fields (`&a=` and `&a`) are no change. */
const formBytes = (_: unknown, request: WebhookRequest): readonly Uint8Array[] => {
  const fields = (body: Uint8Array): string =>
    JSON.stringify(formFields({ ...request, body }) ?? Buffer.from(body).toString("base64"));
  return everyByte(request).filter((body) => fields(body) !== fields(request.body));
};
const timeless = (): undefined => undefined;
const tolerance = ({ toleranceSeconds }: { readonly toleranceSeconds?: number | "unlimited" }) =>
  toleranceSeconds === "unlimited" ? undefined : toleranceSeconds;
const otherText = (_: unknown, right: string): string => changeMiddle(right);
/** Within a token the last bits of the last character may mean nothing: the middle always does. */
const tokenBytes = (pointer: string, request: WebhookRequest): readonly Uint8Array[] =>
  [changeMiddle, (value: string) => value.replace(/[^.]+$/, changeMiddle)].map(
    (change) => changeAt(pointer, change)(request).body,
  );

const namesIn = ({ signed = "{body}" }: SignedText): readonly (readonly string[])[] =>
  [signed].flat().map((template) => [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name));

/** A body that is signed whole is changed anywhere, one of which fields are signed is changed in those. */
function signedBodies(rules: SignedText, request: WebhookRequest): readonly Uint8Array[] {
  const templates = namesIn(rules);
  if (templates.every((names) => names.some((name) => /^body( as |$)/.test(name)))) return everyByte(request);
  if (templates.flat().some((name) => name.startsWith("form as "))) return formBytes(rules, request);
  return everyField(
    templates
      .flat()
      .map((name) => name.replace(/\?$/, ""))
      .filter((name) => /^(?:body|form):/.test(name)),
    request,
  );
}

const otherWhsec = ({ key }: Of<"standard-webhooks">, right: string): string => {
  if (key === "utf8") return changeMiddle(right);
  if (typeof key === "object" && "prefix" in key) return `${key.prefix}${randomBytes(32).toString("base64")}`;
  if (!right.startsWith("whpk_")) return `whsec_${randomBytes(32).toString("base64")}`;
  const { publicKey } = generateKeyPairSync("ed25519");
  return `whpk_${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
};

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const pairs = {
  ed25519: () => generateKeyPairSync("ed25519"),
  "ecdsa-sha256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "rsa-sha256": rsa,
  "rsa-sha1": rsa,
} as const;

function otherPublicKey({ algorithm, key }: Of<"public-key">): string {
  const { publicKey } = pairs[algorithm]();
  if (key === "pem") return publicKey.export({ format: "pem", type: "spki" }).toString();
  const der = publicKey.export({ format: "der", type: "spki" });
  if (key === "raw-hex") return der.subarray(-32).toString("hex");
  return (key === "raw-base64" ? der.subarray(-32) : der).toString("base64");
}

function otherJwtKey({ key }: Of<"jwt">, right: string): string {
  if (key === "utf8" || typeof key === "object" || (key === "utf8-or-jwk" && !right.startsWith("{")))
    return changeMiddle(right);
  if (key === "pem") return rsa().publicKey.export({ format: "pem", type: "spki" }).toString();
  const swap = (jwk: { readonly kty: string }) => ({
    ...jwk,
    ...(jwk.kty === "RSA" ? rsa() : pairs["ecdsa-sha256"]()).publicKey.export({ format: "jwk" }),
  });
  const value = JSON.parse(right);
  return JSON.stringify("keys" in value ? { keys: value.keys.map(swap) } : swap(value));
}

/** Amazon signs the values of these fields and nothing between them. */
const snsFields = [
  "Message",
  "MessageId",
  "Timestamp",
  "TopicArn",
  "Type",
  "Token",
  "SubscribeURL",
  "Subject",
];

const signed = {
  bodies: signedBodies,
  tamper: changeRuns,
  otherSecret: otherText,
  window: tolerance,
} as const;
const sent = { bodies: none, tamper: changeMiddle, otherSecret: otherText, window: timeless } as const;

const kinds: { readonly [Name in SchemeName]: Kind<Of<Name>> } = {
  hmac: signed,
  "keyed-hash": signed,
  "public-key": { ...signed, otherSecret: otherPublicKey },
  "fetched-key": signed,
  "item-hmac": {
    ...signed,
    bodies: ({ items, fields }, request) =>
      everyField(
        fields.map((field) => `${items}/*${field}`),
        request,
      ),
    window: timeless,
  },
  "canonical-request": { ...signed, bodies: bytes },
  "sorted-parameters": { ...signed, bodies: formBytes },
  manifest: { ...signed, bodies: none },
  twilio: { ...signed, bodies: formBytes, window: timeless },
  plivo: { ...signed, bodies: formBytes, window: timeless },
  jwt: {
    bodies: ({ from, bodyHash, detached }, request) => {
      if (from) return tokenBytes(from, request);
      return bodyHash || detached ? everyByte(request) : [];
    },
    tamper: (value) => value.replace(/[^.]+$/, changeMiddle),
    otherSecret: otherJwtKey,
    // `exp` and `iat` are the sender's: two days are past all of them.
    window: ({ timeless: unending, detached }) => (unending || detached ? undefined : 86_400),
  },
  "certified-jws": {
    ...signed,
    bodies: ({ from }, request) => tokenBytes(from, request),
    tamper: (value) => value.replace(/[^.]+$/, changeMiddle),
    window: timeless,
  },
  "standard-webhooks": { ...signed, bodies: bytes, otherSecret: otherWhsec, window: () => 300 },
  token: sent,
  "basic-auth": { ...sent, tamper: (value) => value.replace(/[^ ]+$/, changeMiddle) },
  "aws-sns": {
    ...signed,
    bodies: (_, request) =>
      everyField(
        snsFields.map((field) => `body:/${field}`),
        request,
      ),
    tamper: changeMiddle,
  },
};

/** How requests of this scheme are forged. */
export function kindOf(signature: Signature): Kind<Signature> {
  return kinds[signature.scheme] as Kind<Signature>;
}

const everywhere = (signature: Signature, change: (value: string) => string | undefined): Change => {
  return (request) =>
    carriedAt(signature).reduce((changed, place) => changeAt(place, change)(changed), request);
};

/** One character in the middle of every signature changed. */
export const tampered = (signature: Signature): Change => everywhere(signature, kindOf(signature).tamper);

/** Every signature taken away. */
export const stripped = (signature: Signature): Change => everywhere(signature, () => undefined);

/** The request with its timestamp moved to `seconds`, the signature left as it was; undefined where there is none. */
export function redated(
  signature: Signature,
  request: WebhookRequest,
  seconds: number,
): WebhookRequest | undefined {
  const forms: Readonly<Record<string, string>> = {
    s: String(seconds),
    ms: String(seconds * 1000),
    iso: new Date(seconds * 1000).toISOString(),
  };
  if (signature.scheme === "standard-webhooks")
    return changeAt(`header:${signature.headers[0]}-timestamp`, () => String(seconds))(request);
  const text = ("timestampUnit" in signature && forms[signature.timestampUnit ?? "s"]) || String(seconds);
  const layout = signature as SignatureLayout;
  if (layout.fields?.timestamp || layout.timestampFirst)
    return everywhere(signature, (value) => value.replace(/\b\d{9,}\b/, text))(request);
  return "timestamp" in signature && signature.timestamp
    ? changeAt(signature.timestamp, () => text)(request)
    : undefined;
}

/** Whether the scheme's signature covers the URL; undefined where it covers, or stands in, a part of it. */
export function coversUrl(signature: Signature): boolean | undefined {
  if (carriedAt(signature).some((place) => place.startsWith("query:"))) return undefined;
  if (["twilio", "plivo", "canonical-request", "sorted-parameters"].includes(signature.scheme)) return true;
  if (signature.scheme === "manifest") return undefined;
  if (signature.scheme === "jwt") return /\{(?:url|query hash)/.test(JSON.stringify(signature.claims ?? {}));
  return (
    "signed" in signature &&
    namesIn(signature)
      .flat()
      .some((name) => /^(?:url|query)\b/.test(name))
  );
}
