import type { TwilioSignature } from "../../core/signature.ts";
import { changeRuns } from "../change-request.ts";
import { type Forgery, formBytes, otherText, timeless } from "../forgery.ts";

export const forgery: Forgery<TwilioSignature> = {
  bodies: formBytes,
  tamper: changeRuns,
  otherSecret: otherText,
  window: timeless,
  coversUrl: () => true,
};
