import { Secret } from "../../core/secret.ts";
import type { HmacSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { keyBytes } from "../../signatures/parts/keys/secret-key.ts";
import { signTemplate } from "../sign-template.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<HmacSignature> = {
  sign: (signature, request, secret, nowMs) =>
    signTemplate(signature, { request, secret, nowMs }, (bytes) => {
      const key = keyBytes(new Secret(secret), signature.key);
      return key && hmacOf(signature, key, [bytes]);
    }),
  secretForm: ({ key: format }) => ({ kind: "text", ...(format && { format }) }),
};
