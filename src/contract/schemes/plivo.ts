import type { PlivoSignature } from "../../core/signature.ts";
import { changeRuns } from "../change-request.ts";
import { type Forgery, formBytes, otherText, timeless } from "../forgery.ts";

export const forgery: Forgery<PlivoSignature> = {
  bodies: formBytes,
  tamper: changeRuns,
  otherSecret: otherText,
  window: timeless,
  coversUrl: () => true,
};
