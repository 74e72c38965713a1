import type { CanonicalRequestSignature } from "../../core/signature.ts";
import { bytes, type Forgery, templateForgery } from "../forgery.ts";

export const forgery: Forgery<CanonicalRequestSignature> = {
  ...templateForgery,
  signsTemplate: false,
  bodies: bytes,
  coversUrl: () => true,
};
