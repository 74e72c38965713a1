import { sha256 } from "../../core/sha256.ts";
import type { TwilioSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { signedForm } from "../../signatures/schemes/twilio.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<TwilioSignature> = {
  sign(signature, request, secret) {
    const { header, bodyHashQuery } = signature;
    // A body that is not a form is signed by its hash in a parameter of the URL.
    const isForm = signedForm(signature, request) !== undefined;
    const draft = isForm ? request : put(request, `query:${bodyHashQuery}`, sha256([request.body]));
    const form = signedForm(signature, draft);
    if (form === undefined) return undefined;
    const digest = hmacOf({ hash: "sha1", encoding: "base64" }, Buffer.from(secret), [draft.url, form]);
    return put(draft, `header:${header}`, digest);
  },
  signsForms: true,
};
