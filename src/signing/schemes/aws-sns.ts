import type { SnsSignature } from "../../core/signature.ts";
import type { Signer } from "../signer.ts";

/** Not signed here: only Amazon has the key. */
export const signer: Signer<SnsSignature> = {
  secretForm: () => ({ kind: "fixed", text: "arn:aws:sns:us-east-1:000000000000:hookbridge-local" }),
};
