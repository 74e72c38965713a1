/** Random secrets for a first run, in the form that the provider's schemes need. */
import { type Provider, signaturesOf } from "../../core/provider.ts";
import type { JwtSignature, KeyFormat, PublicKeySignature, Signature } from "../../core/signature.ts";

/** The secrets of one source, and the private keys for those that are public keys. */
export interface MadeSecrets {
  readonly secrets: readonly string[];
  /** Private keys (PEM or JWK), for signing samples, by the secret that they belong to. */
  readonly signingKeys: Readonly<Record<string, string>>;
}

interface MadeSecret {
  readonly secret: string;
  readonly signingKey?: string;
}

type WebCryptoKey = Parameters<typeof crypto.subtle.exportKey>[1];

interface KeyPair {
  readonly publicKey: WebCryptoKey;
  readonly privateKey: WebCryptoKey;
}

const randomBytes = (bytes: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes)));

function sharedKey(format: KeyFormat | undefined): string {
  if (format === "hex") return randomBytes(32).toString("hex");
  if (format === "base64") return randomBytes(32).toString("base64");
  if (typeof format === "object" && "prefix" in format)
    return `${format.prefix}${randomBytes(32).toString("base64")}`;
  return randomBytes(32).toString("base64url");
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

async function makeKeyPair(kind: keyof typeof keyKinds): Promise<KeyPair> {
  return (await crypto.subtle.generateKey(keyKinds[kind], true, ["sign", "verify"])) as KeyPair;
}

async function makePublicKey({ algorithm, key }: PublicKeySignature): Promise<MadeSecret> {
  const pair = await makeKeyPair(
    algorithm === "ed25519" ? "ed25519" : algorithm === "ecdsa-sha256" ? "ecdsa" : "rsa",
  );
  const signingKey = pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  // An Ed25519 key in SPKI is a header of 12 bytes, then the 32 bytes of the key.
  const raw = Buffer.from(spki).subarray(-32);
  if (key === "raw-hex") return { secret: raw.toString("hex"), signingKey };
  if (key === "raw-base64") return { secret: raw.toString("base64"), signingKey };
  return {
    secret: key === "pem" ? pem("PUBLIC KEY", spki) : Buffer.from(spki).toString("base64"),
    signingKey,
  };
}

async function makeTokenKey({ algorithms, key: form }: JwtSignature): Promise<MadeSecret> {
  const alg = algorithms.find((name) => !name.startsWith("HS")) ?? "ES256";
  const pair = await makeKeyPair(alg === "RS256" ? "rsa" : "ecdsa");
  if (form === "pem") {
    return {
      secret: pem("PUBLIC KEY", await crypto.subtle.exportKey("spki", pair.publicKey)),
      signingKey: pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
    };
  }
  const jwkText = async (key: WebCryptoKey): Promise<string> => {
    const { key_ops, ext, ...members } = await crypto.subtle.exportKey("jwk", key);
    return JSON.stringify({ ...members, alg });
  };
  return { secret: await jwkText(pair.publicKey), signingKey: await jwkText(pair.privateKey) };
}

/** The form of a secret for `signature`. Two schemes of a provider with the same form share one secret. */
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

async function makeSecret(signature: Signature): Promise<MadeSecret> {
  switch (signature.scheme) {
    case "hmac":
    case "item-hmac":
      return { secret: sharedKey(signature.key) };
    case "standard-webhooks":
      return {
        secret: signature.key ? sharedKey(signature.key) : `whsec_${randomBytes(24).toString("base64")}`,
      };
    case "basic-auth":
      return { secret: `hookbridge:${randomBytes(18).toString("base64url")}` };
    case "public-key":
      return makePublicKey(signature);
    case "jwt":
      return signature.key === "jwk" || signature.key === "pem"
        ? makeTokenKey(signature)
        : { secret: sharedKey("utf8") };
    case "aws-sns":
      return { secret: "topicArn:arn:aws:sns:us-east-1:000000000000:hookbridge-local" };
    default:
      return { secret: sharedKey("utf8") };
  }
}

/** True when the vendor hands its secret over in a handshake: such a source has none until it is paired. */
export function waitsForPairing(provider: Provider): boolean {
  return provider.handshakes?.some(({ answer }) => "keepSecret" in answer) ?? false;
}

/** Random secrets for a source of `provider`; none for one that must be paired. */
export async function makeSecrets(provider: Provider): Promise<MadeSecrets> {
  const secrets: string[] = [];
  const signingKeys: Record<string, string> = {};
  if (waitsForPairing(provider)) return { secrets, signingKeys };
  const done = new Set<string>();
  for (const signature of signaturesOf(provider)) {
    const shape = `${signature.role ?? ""} ${shapeOf(signature)}`;
    if (done.has(shape)) continue;
    done.add(shape);
    const { secret, signingKey } = await makeSecret(signature);
    const labelled = signature.role ? `${signature.role}:${secret}` : secret;
    secrets.push(labelled);
    if (signingKey) signingKeys[labelled] = signingKey;
  }
  const roles = new Set((provider.handshakes ?? []).flatMap(({ token }) => token?.role ?? []));
  for (const role of roles) {
    if (!secrets.some((secret) => secret.startsWith(`${role}:`)))
      secrets.push(`${role}:${sharedKey("utf8")}`);
  }
  return { secrets, signingKeys };
}
