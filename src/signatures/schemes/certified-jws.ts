import { verify as verifyBytes, X509Certificate } from "node:crypto";
import { child, decodeUtf8, type Json, type JsonDocument, parseJson } from "../../core/json/json.ts";
import { rejected } from "../../core/outcome.ts";
import { jsonAt, pathOf, readValue } from "../../core/pointers.ts";
import type { Secret } from "../../core/secret.ts";
import type { CertifiedJwsSignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { pemOf } from "../parts/keys/pem.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveBody } from "../parts/proofs.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** Leaf, issuer and root. */
const chainLength = 3;

const base64url = /^[A-Za-z0-9_-]+$/;

/** The JSON document in base64url text; undefined for other text. */
function decoded(part: string | undefined): JsonDocument | undefined {
  if (!part || !base64url.test(part)) return undefined;
  const text = decodeUtf8(Buffer.from(part, "base64url"));
  return text === undefined ? undefined : parseJson(text);
}

type Chain = readonly [leaf: X509Certificate, issuer: X509Certificate, root: X509Certificate];

function certificatesIn(chain: Json | undefined): Chain | undefined {
  if (!Array.isArray(chain) || chain.length !== chainLength) return undefined;
  try {
    const all = chain.map((entry) => new X509Certificate(Buffer.from(String(entry), "base64")));
    return all as readonly X509Certificate[] as Chain;
  } catch {
    return undefined;
  }
}

/** DER of an object identifier (X.690 §8.19). */
function oidBytes(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return Buffer.from([6, bytes.length, ...bytes]);
}

function isValidAt(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
}

function issued(certificate: X509Certificate, by: X509Certificate): boolean {
  return certificate.checkIssued(by) && certificate.verify(by.publicKey);
}

/** True when the chain leads to a pinned root, is valid now, and its certificates carry the marks. */
function isTrusted(
  [leaf, issuer]: Chain,
  roots: readonly X509Certificate[],
  { marks }: CertifiedJwsSignature,
  nowMs: number,
): boolean {
  if (!issuer.ca || !issued(leaf, issuer)) return false;
  const root = roots.find((candidate) => issued(issuer, candidate));
  if (!root || ![leaf, issuer, root].every((certificate) => isValidAt(certificate, nowMs))) return false;
  return leaf.raw.includes(oidBytes(marks.leaf)) && issuer.raw.includes(oidBytes(marks.issuer));
}

function rootsIn(secrets: readonly Secret[]): readonly X509Certificate[] {
  return secrets.flatMap((secret) => {
    try {
      return new X509Certificate(pemOf(secret.reveal()));
    } catch {
      return [];
    }
  });
}

/**
 * ES256 JWS with its certificates, trusted up to a pinned root, and made for one of the source's accounts.
 */
export const scheme: Scheme<CertifiedJwsSignature> = {
  locations: ({ from }) => [from],
  verify(signature, { request, facts, secrets, nowMs }) {
    if (request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
    const token = readValue(facts, signature.from);
    if (!token) return rejected("signature-missing");
    const [head, body, given, ...more] = token.split(".");
    const header = decoded(head)?.value;
    const chain = certificatesIn(child(header, "x5c"));
    if (more.length > 0 || !given || !base64url.test(given) || !chain || child(header, "alg") !== "ES256")
      return rejected("signature-malformed");
    const roots = rootsIn(secrets.map(({ secret }) => secret));
    if (roots.length === 0 && secrets.length > 0) return rejected("secret-unusable");
    if (!isTrusted(chain, roots, signature, nowMs)) return rejected("key-untrusted");
    const key = chain[0].publicKey;
    const holds =
      key.asymmetricKeyType === "ec" &&
      verifyBytes(
        "sha256",
        Buffer.from(`${head}.${body}`),
        { key, dsaEncoding: "ieee-p1363" },
        Buffer.from(given, "base64url"),
      );
    const payload = holds ? decoded(body) : undefined;
    if (!payload) return rejected("signature-mismatch");
    const owners = signature.owner.map((pointer) => jsonAt(payload, pathOf(pointer.slice("body:".length))));
    const owner = owners.find((value) => typeof value === "string" || typeof value === "number");
    if (owner === undefined) return rejected("key-untrusted");
    const finding = firstMatch(secrets, (secret) => equalText(secret.reveal().trim(), String(owner)));
    if (!finding.ok) return rejected("key-untrusted");
    return { ...finding, content: new TextEncoder().encode(payload.text) };
  },
  prove: (_, stored) => proveBody(stored),
  keyKind(_, secret) {
    if (secret.role !== "certificate") return "text";
    return rootsIn([secret]).length > 0 ? "key" : "no-key";
  },
  secretRoles: ["certificate"],
};

export const describe = (): string => "JWS with a certificate chain up to a pinned root";
