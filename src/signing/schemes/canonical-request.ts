import type { CanonicalRequestSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { canonicalRequest } from "../../signatures/schemes/canonical-request.ts";
import { stamped, timestampOf } from "../draft.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<CanonicalRequestSignature> = {
  sign(signature, request, secret, nowMs) {
    const dated = stamped(signature, request, timestampOf(signature, nowMs));
    const names = `${signature.signedHeaders},${signature.timestamp?.slice("header:".length)}`;
    const draft = put(dated, `header:${signature.signedHeaders}`, names);
    const parts = canonicalRequest(signature, draft);
    if (!parts) return undefined;
    const digest = hmacOf({ hash: "sha256", encoding: "hex" }, Buffer.from(secret), parts);
    return put(draft, `header:${signature.header}`, digest);
  },
};
