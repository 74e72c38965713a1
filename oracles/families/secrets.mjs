import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";

let texts = 0;
/** A secret that somebody may choose: every other one is not ASCII. */
export const text = () => (texts++ % 2 ? "sec_" : "sécret € 😀 &+=") + randomBytes(24).toString("base64url");

/** Fresh secrets in the forms that vendors hand out. */
export const hex = () => randomBytes(32).toString("hex");
export const base64 = () => randomBytes(32).toString("base64");
export const whsec = () => `whsec_${randomBytes(24).toString("base64")}`;
export const prefixed = (prefix) => () => prefix + randomBytes(24).toString("hex");

const pem = (key, type) => key.export({ type, format: "pem" }).toString();

/** Pairs of keys; `pem` is the public one, `raw` the 32 bytes of ed25519. */
export const ed25519 = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return { privateKey, publicKey, pem: pem(publicKey, "spki"), raw };
};
let rsaPairs = 0;
const rsaCache = [];
/** RSA keys are slow to make: four pairs serve in turn. */
export const rsa = () => {
  const place = rsaPairs++ % 4;
  if (!rsaCache[place]) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    rsaCache[place] = { privateKey, publicKey, pem: pem(publicKey, "spki") };
  }
  return rsaCache[place];
};
export const p256 = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, publicKey, pem: pem(publicKey, "spki") };
};

/** HMAC over parts in a row; the key is text or bytes. */
export function hmac(hash, encoding, key, ...parts) {
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  return mac.digest(encoding);
}

/** Plain hash over parts in a row. */
export function digest(hash, encoding, ...parts) {
  const sum = createHash(hash);
  for (const part of parts) sum.update(part);
  return sum.digest(encoding);
}

/** ECDSA with SHA-256 in DER, until it has the usual length, so that two runs differ in no padding. */
export function ecdsa(privateKey, bytes) {
  let signature = sign("sha256", bytes, privateKey);
  while (signature.length !== 71) signature = sign("sha256", bytes, privateKey);
  return signature.toString("base64");
}
