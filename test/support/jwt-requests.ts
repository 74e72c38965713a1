import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { exportJWK, type JWTPayload, SignJWT } from "jose";
import type { JwtSignature } from "../../src/core/signature.ts";
import { clock, type Draft, judged } from "./judged.ts";

/** The secret of the scheme. */
export const secret = "a-secret-for-tests-that-is-long-enough";
export const scheme: JwtSignature = { scheme: "jwt", header: "x-token", algorithms: ["HS256"], key: "utf8" };

export const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const pem = (key: KeyObject): string => key.export({ format: "pem", type: "spki" }).toString();
/** A public key as JWK: that of `pair`, or another. */
export const jwk = async (kid: string, key: KeyObject = pair.publicKey) => ({
  ...(await exportJWK(key)),
  kid,
  alg: "ES256",
});
/** Where a key set is published. */
export const setUrl = "https://keys.example/jwks.json";

/** What differs in a token. */
export interface Token {
  readonly claims?: JWTPayload;
  readonly alg?: string;
  readonly key?: Uint8Array | KeyObject;
  readonly kid?: string;
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A token that is valid for a minute, unless `claims` say otherwise. */
export const token = ({
  claims = {},
  alg = "HS256",
  key = bytes(secret),
  kid,
}: Token = {}): Promise<string> =>
  new SignJWT({ exp: clock + 60, ...claims }).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key);

/** The verdict on a request with such a token: `ok` or the reason of a refusal. */
export async function verdict(
  given: Token = {},
  change: Partial<JwtSignature> = {},
  draft: Draft = {},
): Promise<string> {
  const headers = { "x-token": (change.prefix ?? "") + (await token(given)) };
  return judged({ ...scheme, ...change }, { headers, secrets: [secret], ...draft });
}

export const signedByPair = { alg: "ES256", key: pair.privateKey } as const;
export const es256 = { algorithms: ["ES256"] } as const;
