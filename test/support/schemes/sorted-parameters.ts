import type { SortedParametersSignature } from "../../../src/core/signature.ts";
import { type Forgery, formBytes, overTemplate } from "../forgery.ts";

export const forgery: Forgery<SortedParametersSignature> = {
  ...overTemplate,
  bodies: formBytes,
  // The signature may stand in the query itself.
  coversUrl: () => undefined,
};
