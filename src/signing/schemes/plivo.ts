import { factsOf } from "../../core/facts.ts";
import { readValue } from "../../core/pointers.ts";
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
    const once = readValue(factsOf(request), nonce) ?? String(nowMs);
    const digest = hmacOf(rules, Buffer.from(secret), [`${text}.${once}`]);
    return put(put(request, nonce, once), `header:${name}`, digest);
  },
};
