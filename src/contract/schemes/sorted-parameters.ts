import { factsOf, isForm } from "../../core/facts.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { SortedParametersSignature } from "../../core/signature.ts";
import { everyByte } from "../change-request.ts";
import { type Forgery, formBytes, templateForgery } from "../forgery.ts";

/** Of JSON its members are signed: white space around them is no change. */
function jsonBytes(request: WebhookRequest): readonly Uint8Array[] {
  const members = (body: Uint8Array): string =>
    JSON.stringify(factsOf({ ...request, body }).document?.value ?? Buffer.from(body).toString("base64"));
  return everyByte(request).filter((body) => members(body) !== members(request.body));
}

export const forgery: Forgery<SortedParametersSignature> = {
  ...templateForgery,
  signsTemplate: false,
  bodies: (_, request) =>
    isForm(request.headers.get("content-type")) ? formBytes(_, request) : jsonBytes(request),
  // The signature may stand in the query itself.
  coversUrl: () => undefined,
};
