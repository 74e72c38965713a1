import type { SortedParametersSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { parameterText } from "../../signatures/schemes/sorted-parameters.ts";
import { stamped, timestampOf } from "../draft.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<SortedParametersSignature> = {
  sign(signature, request, secret, nowMs) {
    const draft = stamped(signature, request, timestampOf(signature, nowMs));
    const form = new URLSearchParams(Buffer.from(draft.body).toString());
    const text = parameterText(signature, new Map([...new URLSearchParams(draft.query), ...form]));
    const [hash] = signature.hashes;
    if (hash === undefined) return undefined;
    const digest = hmacOf({ hash, encoding: "hex" }, Buffer.from(secret), [text]);
    return put(draft, `form:${signature.parameter}`, digest);
  },
};
