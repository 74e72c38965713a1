import { factsOf } from "../../core/facts.ts";
import type { ManifestSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { signedParts } from "../../signatures/parts/template.ts";
import { filled, sealed, timestampOf } from "../draft.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<ManifestSignature> = {
  sign(signature, request, secret, nowMs) {
    const timestamp = timestampOf(signature, nowMs);
    const template = signature.pairs.map(([name, value]) => `${name}:{${value}};`).join("");
    const draft = filled(request, template);
    const parts = signedParts(template, { request: draft, facts: factsOf(draft), timestamp });
    if (!parts) return undefined;
    const digest = hmacOf({ hash: "sha256", encoding: signature.encoding }, Buffer.from(secret), parts);
    return sealed(signature, draft, { timestamp, digest });
  },
};
