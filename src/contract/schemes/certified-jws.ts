import type { CertifiedJwsSignature } from "../../core/signature.ts";
import { changeLastPart, type Forgery, otherText, timeless, tokenBytes } from "../forgery.ts";

export const forgery: Forgery<CertifiedJwsSignature> = {
  bodies: ({ from }, request) => tokenBytes(from, request),
  tamper: changeLastPart,
  otherSecret: otherText,
  window: timeless,
  coversUrl: () => false,
};
