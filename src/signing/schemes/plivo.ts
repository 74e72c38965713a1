import type { PlivoSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { plivoText } from "../../signatures/schemes/plivo.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<PlivoSignature> = {
  sign({ header: [name], nonce }, request, secret, nowMs) {
    const text = plivoText(request);
    if (text === undefined) return undefined;
    const rules = { hash: "sha256", encoding: "base64" } as const;
    const digest = hmacOf(rules, Buffer.from(secret), [`${text}.${nowMs}`]);
    return put(put(request, nonce, String(nowMs)), `header:${name}`, digest);
  },
};
