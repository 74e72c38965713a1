import type { ItemHmacSignature } from "../../core/signature.ts";
import { changeRuns, everyField } from "../change-request.ts";
import { type Forgery, otherText, timeless } from "../forgery.ts";

export const forgery: Forgery<ItemHmacSignature> = {
  bodies: ({ items, fields }, request) =>
    everyField(
      fields.map((field) => `${items}/*${field}`),
      request,
    ),
  tamper: changeRuns,
  otherSecret: otherText,
  window: timeless,
  coversUrl: () => false,
};
