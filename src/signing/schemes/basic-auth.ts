import type { BasicAuthSignature } from "../../core/signature.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<BasicAuthSignature> = {
  sign: (_, request, secret) =>
    put(request, "header:authorization", `Basic ${Buffer.from(secret).toString("base64")}`),
  secretForm: () => ({ kind: "password" }),
};
