import type { FormJsonHmacSignature } from "../../core/signature.ts";
import type { Signer } from "../signer.ts";
import { signer as hmac } from "./hmac.ts";

/** The JSON by itself, which is as good as in a form. */
export const signer: Signer<FormJsonHmacSignature> = {
  sign: ({ scheme: _, field: __, ...rules }, request, secret, nowMs) =>
    hmac.sign?.({ ...rules, scheme: "hmac" }, request, secret, nowMs),
};
