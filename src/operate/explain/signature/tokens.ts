import { decodeUtf8, type Json, parseJson } from "../../../core/json/json.ts";
import type { Signature } from "../../../core/signature.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import type { ExplainContext } from "../engine/context.ts";
import { valueAt } from "./places.ts";

type TokenClaims = Readonly<Record<string, Json>>;

const tokenText = /[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+/;

function objectIn(text: string | undefined): TokenClaims | undefined {
  const value = text === undefined ? undefined : parseJson(text)?.value;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as TokenClaims)
    : undefined;
}

/** The claims of the token where a signature is; undefined where there is none. Nothing of them is believed. */
export function claimsOfToken(context: ExplainContext, signature: Signature): TokenClaims | undefined {
  for (const place of signatureLocations(signature)) {
    const value =
      place === "body:"
        ? decodeUtf8(context.request.body.subarray(0, 65_536))
        : valueAt(context.request, place);
    const [token] = tokenText.exec(value ?? "") ?? [];
    const claims = token && objectIn(decodeUtf8(Buffer.from(token.split(".")[1] ?? "", "base64url")));
    if (claims) return claims;
  }
  return undefined;
}

/** The texts in a claim. */
export const textsOfClaim = (claim: Json | undefined): readonly string[] =>
  [claim].flat().flatMap((one) => (typeof one === "string" || typeof one === "number" ? String(one) : []));
