import type { CanonicalRequestSignature } from "../../../src/core/signature.ts";
import { bytes, type Forgery, overTemplate } from "../forgery.ts";

export const forgery: Forgery<CanonicalRequestSignature> = {
  ...overTemplate,
  bodies: bytes,
  coversUrl: () => true,
};
