import type { TokenSignature } from "../../core/signature.ts";
import { type Forgery, secretSent } from "../forgery.ts";

export const forgery: Forgery<TokenSignature> = {
  ...secretSent,
  coversUrl: ({ from }) => (from.startsWith("query:") ? undefined : false),
};
