import type { JwtBodySignature } from "../../core/signature.ts";
import { type Forgery, tokenBytes } from "../forgery.ts";
import { aToken } from "../token-forgery.ts";

export const forgery: Forgery<JwtBodySignature> = {
  ...aToken,
  bodies: (_, request) => tokenBytes("body:", request),
  window: ({ timeless }) => (timeless ? undefined : 86_400),
  coversUrl: () => false,
};
