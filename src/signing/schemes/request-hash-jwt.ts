import { sha256 } from "../../core/sha256.ts";
import type { RequestHashJwtSignature } from "../../core/signature.ts";
import { put } from "../put.ts";
import { tokenForm, tokenOf } from "../sign-token.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<RequestHashJwtSignature> = {
  async sign(signature, request, secret, nowMs) {
    const claims = {
      iss: signature.issuer,
      url_hash: sha256([request.url]),
      payload_hash: sha256([request.body]),
    };
    const token = await tokenOf(signature, claims, secret, nowMs);
    return token === undefined ? undefined : put(request, `header:${signature.header}`, token);
  },
  secretForm: tokenForm,
};
