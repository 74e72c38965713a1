import type { ManifestSignature } from "../../../src/core/signature.ts";
import { type Forgery, noBodies, overTemplate } from "../forgery.ts";

export const forgery: Forgery<ManifestSignature> = {
  ...overTemplate,
  bodies: noBodies,
  coversUrl: () => undefined,
};
