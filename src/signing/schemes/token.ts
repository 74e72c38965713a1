import type { TokenSignature } from "../../core/signature.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<TokenSignature> = {
  sign: ({ from, prefix = "" }, request, secret) => put(request, from, prefix + secret),
};
