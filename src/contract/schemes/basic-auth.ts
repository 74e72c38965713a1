import type { BasicAuthSignature } from "../../core/signature.ts";
import { changeMiddle } from "../change-request.ts";
import { type Forgery, secretSent } from "../forgery.ts";

export const forgery: Forgery<BasicAuthSignature> = {
  ...secretSent,
  tamper: (value) => value.replace(/[^ ]+$/, changeMiddle),
  coversUrl: () => false,
};
