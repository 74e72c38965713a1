import { SignJWT } from "jose";

/** A compact JWT; the key is text or a private key. */
export const jwt = (claims, key, { alg = "HS256", ...header } = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg, typ: "JWT", ...header })
    .sign(typeof key === "string" ? new TextEncoder().encode(key) : key);

/** The public key of a pair as a JWK set. */
export const jwks = ({ publicKey }, alg = "RS256") =>
  JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "key-1", alg, use: "sig" }] });
