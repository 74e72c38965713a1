/** Random secrets for a first run, each in the shape that its provider's scheme wants. */
import { type Provider, signaturesOf } from "../../core/provider.ts";
import type { JwtSignature, KeyFormat, PublicKeySignature, Signature } from "../../core/signature.ts";

/** The secrets of one source, and the private halves of those that are public keys. */
export interface MadeSecrets {
  readonly secrets: readonly string[];
  /** Private key (PEM or JWK) by the secret it belongs to, for signing samples. */
  readonly signingKeys: Readonly<Record<string, string>>;
}

interface Made {
  readonly secret: string;
  readonly signingKey?: string;
}

type Key = Parameters<typeof crypto.subtle.exportKey>[1];

interface KeyPair {
  readonly publicKey: Key;
  readonly privateKey: Key;
}

const random = (bytes: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes)));

function keyText(format: KeyFormat | undefined): string {
  if (format === "hex") return random(32).toString("hex");
  if (format === "base64") return random(32).toString("base64");
  if (typeof format === "object" && "prefix" in format)
    return `${format.prefix}${random(32).toString("base64")}`;
  return random(32).toString("base64url");
}

const keyKinds = {
  ed25519: { name: "Ed25519" },
  ecdsa: { name: "ECDSA", namedCurve: "P-256" },
  rsa: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const;

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

async function keyPair(kind: keyof typeof keyKinds): Promise<KeyPair> {
  return (await crypto.subtle.generateKey(keyKinds[kind], true, ["sign", "verify"])) as KeyPair;
}

async function publicKey({ algorithm, key }: PublicKeySignature): Promise<Made> {
  const pair = await keyPair(
    algorithm === "ed25519" ? "ed25519" : algorithm === "ecdsa-sha256" ? "ecdsa" : "rsa",
  );
  const signingKey = pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  // An ed25519 key in SPKI is 12 bytes of header and the 32 bytes of the key.
  const raw = Buffer.from(spki).subarray(-32);
  if (key === "raw-hex") return { secret: raw.toString("hex"), signingKey };
  if (key === "raw-base64") return { secret: raw.toString("base64"), signingKey };
  return {
    secret: key === "pem" ? pem("PUBLIC KEY", spki) : Buffer.from(spki).toString("base64"),
    signingKey,
  };
}

async function tokenKey({ algorithms, key: form }: JwtSignature): Promise<Made> {
  const alg = algorithms.find((name) => !name.startsWith("HS")) ?? "ES256";
  const pair = await keyPair(alg === "RS256" ? "rsa" : "ecdsa");
  if (form === "pem") {
    return {
      secret: pem("PUBLIC KEY", await crypto.subtle.exportKey("spki", pair.publicKey)),
      signingKey: pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
    };
  }
  const text = async (key: Key): Promise<string> => {
    const { key_ops, ext, ...members } = await crypto.subtle.exportKey("jwk", key);
    return JSON.stringify({ ...members, alg });
  };
  return { secret: await text(pair.publicKey), signingKey: await text(pair.privateKey) };
}

/** What a secret for `signature` looks like: two schemes with the same shape share a secret. */
function shapeOf(signature: Signature): string {
  const { scheme } = signature;
  if (scheme === "hmac") return `${scheme} ${JSON.stringify(signature.key ?? "utf8")}`;
  if (scheme === "public-key") return `${scheme} ${signature.algorithm} ${signature.key}`;
  if (scheme === "jwt" && signature.key !== "utf8" && signature.key !== "utf8-or-jwk")
    return `${scheme} ${JSON.stringify(signature.key)}`;
  if (scheme === "item-hmac") return `hmac ${JSON.stringify(signature.key ?? "utf8")}`;
  if (scheme === "standard-webhooks" && signature.key) return `hmac ${JSON.stringify(signature.key)}`;
  return ["aws-sns", "basic-auth", "certified-jws", "standard-webhooks"].includes(scheme)
    ? scheme
    : 'hmac "utf8"';
}

async function secretFor(signature: Signature): Promise<Made> {
  switch (signature.scheme) {
    case "hmac":
    case "item-hmac":
      return { secret: keyText(signature.key) };
    case "standard-webhooks":
      return { secret: signature.key ? keyText(signature.key) : `whsec_${random(24).toString("base64")}` };
    case "basic-auth":
      return { secret: `hookbridge:${random(18).toString("base64url")}` };
    case "public-key":
      return publicKey(signature);
    case "jwt":
      return signature.key === "jwk" || signature.key === "pem"
        ? tokenKey(signature)
        : { secret: keyText("utf8") };
    case "aws-sns":
      return { secret: "topicArn:arn:aws:sns:us-east-1:000000000000:hookbridge-local" };
    default:
      return { secret: keyText("utf8") };
  }
}

/** True when the vendor hands the secret over itself: such a source has none until it is paired. */
export function waitsForPairing(provider: Provider): boolean {
  return provider.handshakes?.some(({ answer }) => "keepSecret" in answer) ?? false;
}

/** Random secrets for a source of `provider`. */
export async function makeSecrets(provider: Provider): Promise<MadeSecrets> {
  const secrets: string[] = [];
  const signingKeys: Record<string, string> = {};
  if (waitsForPairing(provider)) return { secrets, signingKeys };
  const done = new Set<string>();
  for (const signature of signaturesOf(provider)) {
    const shape = `${signature.role ?? ""} ${shapeOf(signature)}`;
    if (done.has(shape)) continue;
    done.add(shape);
    const { secret, signingKey } = await secretFor(signature);
    const labelled = signature.role ? `${signature.role}:${secret}` : secret;
    secrets.push(labelled);
    if (signingKey) signingKeys[labelled] = signingKey;
  }
  const roles = new Set((provider.handshakes ?? []).flatMap(({ token }) => token?.role ?? []));
  for (const role of roles) {
    if (!secrets.some((secret) => secret.startsWith(`${role}:`))) secrets.push(`${role}:${keyText("utf8")}`);
  }
  return { secrets, signingKeys };
}
