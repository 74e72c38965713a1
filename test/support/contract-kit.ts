import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { SchemeName, Signature } from "../../src/core/signature.ts";

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

type Change = (request: WebhookRequest) => WebhookRequest;
type Of<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;

/** What a kind of scheme can promise, and how its requests are forged. Nothing here is chosen by a provider. */
interface Kind<S extends Signature> {
  /** Changes of the body that must be refused; none where the scheme authenticates the sender only. */
  readonly bodies: (request: WebhookRequest) => readonly Uint8Array[];
  /** Changes one character in the middle of every signature. */
  readonly tamper: (signature: S) => Change;
  readonly strip: (signature: S) => Change;
  /** A secret of the same form that is not the right one. */
  readonly otherSecret: (signature: S, right: string) => string;
  /** Seconds after which a request is surely stale; undefined when the scheme knows no time. */
  readonly window: (signature: S) => number | undefined;
}

const withHeader = (request: WebhookRequest, name: string, value: string | undefined): WebhookRequest => {
  const headers = new Map(request.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
};

const flip = (character: string): string => (character === "a" ? "b" : "a");

const changeMiddle = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + flip(text[middle] ?? "") + text.slice(middle + 1);
};

/** Signatures are the long runs of a header; prefixes, field names and timestamps are short. */
const changeRuns = (value: string): string => value.replace(/[A-Za-z0-9+/_-]{20,}/g, changeMiddle);

const inHeader = (name: string, change: (value: string) => string): Change => {
  return (request) => withHeader(request, name, change(request.headers.get(name) ?? ""));
};

const without = (name: string): Change => {
  return (request) => withHeader(request, name, undefined);
};

const flipped = (body: Uint8Array, at: number): Uint8Array =>
  body.map((byte, i) => (i === at ? byte ^ 1 : byte));

/** First, middle and last byte changed, one more and one less. */
function everyByte({ body }: WebhookRequest): readonly Uint8Array[] {
  const longer = Buffer.concat([body, Buffer.from(" ")]);
  if (body.length === 0) return [longer];
  const places = [0, Math.floor(body.length / 2), body.length - 1];
  return [...places.map((at) => flipped(body, at)), longer, body.subarray(0, -1)];
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

function inField(field: string, change: (value: string) => string): Change {
  return (request) => {
    const text = Buffer.from(request.body).toString();
    const changed = text.replace(new RegExp(`("${field}"\\s*:\\s*")([^"]+)"`), (_, head, value) => {
      return `${head}${change(value)}"`;
    });
    return { ...request, body: Buffer.from(changed) };
  };
}

const none = (): readonly Uint8Array[] => [];
const otherText = (_: unknown, right: string): string => changeMiddle(right);

const otherWhsec = (_: unknown, right: string): string => {
  if (!right.startsWith("whpk_")) return `whsec_${randomBytes(32).toString("base64")}`;
  const { publicKey } = generateKeyPairSync("ed25519");
  return `whpk_${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
};

function otherPublicKey(signature: Of<"public-key">): string {
  const pair = {
    ed25519: () => generateKeyPairSync("ed25519"),
    "ecdsa-sha256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
    "rsa-sha256": () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
  }[signature.algorithm]();
  if (signature.key === "pem") return pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const der = pair.publicKey.export({ format: "der", type: "spki" });
  return signature.key === "raw-hex" ? der.subarray(-32).toString("hex") : der.toString("base64");
}

function otherJwtKey(signature: Of<"jwt">, right: string): string {
  if (signature.key === "utf8") return changeMiddle(right);
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return JSON.stringify({ ...JSON.parse(right), ...publicKey.export({ format: "jwk" }) });
}

const headerOf = (pointer: string): string => pointer.replace(/^header:/, "");
const signed = {
  bodies: everyByte,
  tamper: ({ header }: { readonly header: string }) => inHeader(header, changeRuns),
  strip: ({ header }: { readonly header: string }) => without(header),
  otherSecret: otherText,
};
const tolerance = (signature: { readonly toleranceSeconds?: number }) => signature.toleranceSeconds;

const kinds: { readonly [Name in SchemeName]: Kind<Of<Name>> } = {
  hmac: { ...signed, window: tolerance },
  "keyed-hash": { ...signed, window: tolerance },
  "public-key": { ...signed, otherSecret: otherPublicKey, window: tolerance },
  twilio: { ...signed, window: () => undefined },
  jwt: {
    ...signed,
    tamper: ({ header }) => inHeader(header, (value) => value.replace(/[^.]+$/, changeMiddle)),
    otherSecret: otherJwtKey,
    // `exp` and `iat` are the sender's: a day is past all of them.
    window: () => 86_400,
  },
  "standard-webhooks": {
    bodies: everyByte,
    tamper: ({ headers: [prefix] }) => inHeader(`${prefix}-signature`, changeRuns),
    strip: ({ headers: [prefix] }) => without(`${prefix}-signature`),
    otherSecret: otherWhsec,
    window: () => 300,
  },
  token: {
    bodies: none,
    tamper: ({ from }) => inHeader(headerOf(from), changeMiddle),
    strip: ({ from }) => without(headerOf(from)),
    otherSecret: otherText,
    window: () => undefined,
  },
  "basic-auth": {
    bodies: none,
    tamper: () => inHeader("authorization", (value) => value.replace(/[^ ]+$/, changeMiddle)),
    strip: () => without("authorization"),
    otherSecret: otherText,
    window: () => undefined,
  },
  "aws-sns": {
    bodies: (request) =>
      snsFields
        .map((field) => inField(field, changeMiddle)(request).body)
        .filter((body) => !Buffer.from(body).equals(request.body)),
    tamper: () => inField("Signature", changeMiddle),
    strip: () => (request) => ({
      ...request,
      body: Buffer.from(Buffer.from(request.body).toString().replace('"Signature"', '"Sign"')),
    }),
    otherSecret: otherText,
    window: tolerance,
  },
};

/** How requests of this scheme are forged. */
export function kindOf(signature: Signature): Kind<Signature> {
  return kinds[signature.scheme] as Kind<Signature>;
}

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
    return withHeader(request, `${signature.headers[0]}-timestamp`, String(seconds));
  if (!("timestampUnit" in signature || "timestamp" in signature || "fields" in signature)) return undefined;
  const text = forms[signature.timestampUnit ?? "s"] ?? "";
  const field = signature.fields?.timestamp;
  if (field) return inHeader(signature.header, (value) => value.replace(/\b\d{9,}\b/, text))(request);
  return signature.timestamp ? withHeader(request, headerOf(signature.timestamp), text) : undefined;
}

/** True when the scheme's signature covers the URL. */
export function coversUrl(signature: Signature): boolean {
  if (signature.scheme === "twilio") return true;
  return "signed" in signature && /\{(?:url|query)\}/.test(signature.signed ?? "");
}
