import type { FormJsonHmacSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { signTemplate } from "../sign-template.ts";
import type { Signer } from "../signer.ts";

/** Signs the JSON without a form, which the scheme accepts too. */
export const signer: Signer<FormJsonHmacSignature> = {
  sign: (signature, request, secret, nowMs) =>
    signTemplate(signature, { request, secret, nowMs }, (bytes) =>
      hmacOf(signature, Buffer.from(secret), [bytes]),
    ),
};
