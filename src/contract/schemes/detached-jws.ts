import type { DetachedJwsSignature } from "../../core/signature.ts";
import { bytes, type Forgery, timeless } from "../forgery.ts";
import { aToken } from "../token-forgery.ts";

export const forgery: Forgery<DetachedJwsSignature> = {
  ...aToken,
  bodies: bytes,
  window: timeless,
  coversUrl: () => false,
};
