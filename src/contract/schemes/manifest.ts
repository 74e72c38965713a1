import type { ManifestSignature } from "../../core/signature.ts";
import { type Forgery, noBodies, templateForgery } from "../forgery.ts";

export const forgery: Forgery<ManifestSignature> = {
  ...templateForgery,
  signsTemplate: false,
  bodies: noBodies,
  coversUrl: () => undefined,
};
