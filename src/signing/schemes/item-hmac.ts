import type { ItemHmacSignature } from "../../core/signature.ts";
import type { Signer } from "../signer.ts";

/** Not signed here: a sample has no items of the vendor's. */
export const signer: Signer<ItemHmacSignature> = {
  secretForm: ({ key: format }) => ({ kind: "text", ...(format && { format }) }),
};
