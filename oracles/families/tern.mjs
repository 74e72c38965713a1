import { require } from "./require.mjs";

const { WebhookVerificationService } = require("@hookflo/tern");

/** A judge made of @hookflo/tern's rules for a platform. */
export const tern =
  (platform) =>
  async ({ url, method, headers, body }, secret) => {
    const request = new Request(url, { method, headers, body });
    return (await WebhookVerificationService.verify(request, { platform, secret })).isValid === true;
  };
