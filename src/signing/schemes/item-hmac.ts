import { factsOf } from "../../core/facts.ts";
import { Secret } from "../../core/secret.ts";
import type { ItemHmacSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { keyBytes } from "../../signatures/parts/keys/secret-key.ts";
import { itemTexts } from "../../signatures/schemes/item-hmac.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<ItemHmacSignature> = {
  /** Not signed where the vendor's items are missing. */
  sign(signature, request, secret) {
    const key = keyBytes(new Secret(secret), signature.key);
    const items = itemTexts(signature, factsOf(request));
    if (!key || items.length === 0) return undefined;
    return items.reduce(
      (signed, [path, text]) =>
        put(signed, `body:/${path.join("/")}${signature.signature}`, hmacOf(signature, key, [text])),
      request,
    );
  },
  secretForm: ({ key: format }) => ({ kind: "text", ...(format && { format }) }),
};
