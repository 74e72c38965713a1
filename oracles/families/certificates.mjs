import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const { crypto } = globalThis;
x509.cryptoProvider.set(crypto);

const algorithms = {
  rsa: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  },
  ec: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
};
const day = 86_400_000;

/**
 * A certificate and its private key.
 * @param by who issues it: itself where nobody is given
 * @param mark object identifier that it bears
 */
export async function certificate(kind, name, { by, mark, ca = by === undefined } = {}) {
  const keys = await crypto.subtle.generateKey(algorithms[kind], true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by?.made.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: algorithms[kind],
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + 300 * day),
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(mark ? [new x509.Extension(mark, false, new Uint8Array([5, 0]))] : []),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return {
    made,
    keys,
    pem: made.toString("pem"),
    der: Buffer.from(made.rawData),
    privateKey: { key: pkcs8, format: "der", type: "pkcs8" },
  };
}
