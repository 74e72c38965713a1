import type { KeyFormat, PublicKeySignature, TokenRules } from "../core/signature.ts";
import type { SecretForm } from "./signer.ts";

/** A random secret. */
export interface MadeSecret {
  readonly secret: string;
  /** The private key in PEM or as a JWK, where the secret is a public key. */
  readonly signingKey?: string;
}

type Key = Parameters<typeof crypto.subtle.exportKey>[1];

interface KeyPair {
  readonly publicKey: Key;
  readonly privateKey: Key;
}

const random = (bytes: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes)));

function keyText(format: KeyFormat = "utf8"): string {
  if (format === "hex") return random(32).toString("hex");
  if (format === "base64") return random(32).toString("base64");
  if (format === "whsec") return `whsec_${random(24).toString("base64")}`;
  if (typeof format === "object" && "prefix" in format)
    return `${format.prefix}${random(32).toString("base64")}`;
  if (typeof format === "object" && "textPrefix" in format)
    return `${format.textPrefix}${random(32).toString("base64url")}`;
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

async function publicKeyPair({
  algorithm,
  key,
}: Pick<PublicKeySignature, "algorithm" | "key">): Promise<MadeSecret> {
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

async function tokenKeyPair({ algorithms, key: form }: TokenRules): Promise<MadeSecret> {
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

/** Makes a random secret of a form. */
export async function makeSecret(form: SecretForm): Promise<MadeSecret> {
  switch (form.kind) {
    case "text":
      return { secret: keyText(form.format) };
    case "password":
      return { secret: `hookbridge:${random(18).toString("base64url")}` };
    case "key-pair":
      return publicKeyPair(form.of);
    case "token-key-pair":
      return tokenKeyPair(form.of);
    case "fixed":
      return { secret: form.text };
  }
}
