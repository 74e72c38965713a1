import type { JwtSignature } from "../../core/signature.ts";
import { everyByte } from "../change-request.ts";
import { type Forgery, noBodies } from "../forgery.ts";
import { aToken } from "../token-forgery.ts";

export const forgery: Forgery<JwtSignature> = {
  ...aToken,
  bodies: ({ bodyHash }, request) => (bodyHash ? everyByte(request) : noBodies()),
  window: ({ timeless }) => (timeless ? undefined : 86_400),
  coversUrl: ({ claims = {} }) => /\{(?:url|query hash)/.test(JSON.stringify(claims)),
};
