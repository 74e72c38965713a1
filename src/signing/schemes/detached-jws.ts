import { FlattenedSign } from "jose";
import type { DetachedJwsSignature } from "../../core/signature.ts";
import { put } from "../put.ts";
import { signingKey, tokenForm } from "../sign-token.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<DetachedJwsSignature> = {
  async sign(signature, request, secret) {
    const found = await signingKey(signature, secret);
    if (!found) return undefined;
    const header = { alg: found.alg, b64: false, crit: ["b64"] };
    const jws = await new FlattenedSign(request.body).setProtectedHeader(header).sign(found.key);
    return put(request, `header:${signature.header}`, `${jws.protected}..${jws.signature}`);
  },
  secretForm: tokenForm,
};
