import { createHash } from "node:crypto";
import type { WebhookRequest } from "../../core/request.ts";
import type { JwtSignature } from "../../core/signature.ts";
import { queryHashes } from "../../signatures/parts/query-hash.ts";
import { put } from "../put.ts";
import { tokenForm, tokenOf } from "../sign-token.ts";
import type { Signer } from "../signer.ts";

function claimsOf({ claims = {}, bodyHash }: JwtSignature, request: WebhookRequest): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    "{url}": request.url,
    "{query hash}": queryHashes(request)[0],
  };
  // Of several allowed values, the first.
  const given = Object.entries(claims).flatMap(([name, texts]) => {
    const [text] = [texts].flat();
    return text === undefined ? [] : [[name, values[text] ?? text] as const];
  });
  if (!bodyHash) return Object.fromEntries(given);
  const hash = createHash("sha256").update(request.body).digest(bodyHash.encoding);
  return { ...Object.fromEntries(given), [bodyHash.claim]: hash };
}

export const signer: Signer<JwtSignature> = {
  async sign(signature, request, secret, nowMs) {
    const token = await tokenOf(signature, claimsOf(signature, request), secret, nowMs);
    if (token === undefined) return undefined;
    return put(request, `header:${signature.header}`, `${signature.prefix ?? ""}${token}`);
  },
  secretForm: tokenForm,
};
