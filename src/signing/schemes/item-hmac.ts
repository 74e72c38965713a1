import type { ItemHmacSignature } from "../../core/signature.ts";
import type { Signer } from "../signer.ts";

/** Not signed here: a sample lacks the vendor's items. */
export const signer: Signer<ItemHmacSignature> = {
  secretForm: ({ key: format }) => ({ kind: "text", ...(format && { format }) }),
};
