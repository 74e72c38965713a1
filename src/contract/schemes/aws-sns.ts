import type { SnsSignature } from "../../core/signature.ts";
import { changeMiddle, everyField } from "../change-request.ts";
import type { Forgery } from "../forgery.ts";

/** Amazon signs the values of these fields and nothing between them. */
const fields = ["Message", "MessageId", "Timestamp", "TopicArn", "Type", "Token", "SubscribeURL", "Subject"];

export const forgery: Forgery<SnsSignature> = {
  bodies: (_, request) =>
    everyField(
      fields.map((field) => `body:/${field}`),
      request,
    ),
  tamper: changeMiddle,
  // Another topic of the same account.
  otherSecret: (_, right) => `${right.trim()}-other`,
  window: ({ toleranceSeconds }) => toleranceSeconds,
  coversUrl: () => false,
};
