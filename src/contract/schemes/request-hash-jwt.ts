import type { RequestHashJwtSignature } from "../../core/signature.ts";
import { bytes, type Forgery } from "../forgery.ts";
import { aToken } from "../token-forgery.ts";

export const forgery: Forgery<RequestHashJwtSignature> = {
  ...aToken,
  bodies: bytes,
  window: () => 86_400,
  coversUrl: () => true,
};
