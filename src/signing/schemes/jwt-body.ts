import type { JwtBodySignature } from "../../core/signature.ts";
import { tokenForm, tokenOf } from "../sign-token.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<JwtBodySignature> = {
  async sign(signature, request, secret, nowMs) {
    const claims = JSON.parse(Buffer.from(request.body).toString());
    const token = await tokenOf(signature, claims, secret, nowMs);
    return token === undefined ? undefined : { ...request, body: new TextEncoder().encode(token) };
  },
  secretForm: tokenForm,
};
