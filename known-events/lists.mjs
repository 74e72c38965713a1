/**
 * Where vendors' type packages list the names of their events.
 *
 * @typedef {object} List
 * @property {string} provider id of the provider
 * @property {string} from the package
 * @property {string} [head] imports that the type needs
 * @property {string} [type] a type of string literals, one a name
 * @property {string} [folder] instead of `type`: a folder of schemas, one a name: `orders/create.json`
 * @property {(name: string) => string} [name] the name as the provider's `type` rule reads it
 */

/** The names in `E["data"]["event_type"]` and the like, where a union's members nest them. */
const nested = (type, outer, inner) =>
  `${type} extends infer E ? E extends { ${outer}?: { ${inner}?: infer N } } ? N : never : never`;

/** A name without an action is one key of the map; one with actions is a key for each of them. */
const githubNames =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template type of TypeScript
  "{ [K in keyof M]: M[K] extends infer E ? (E extends { action: infer A } ? `${K & string}.${A & string}` : K) : never }";
const github = {
  type: `import("@octokit/webhooks-types").WebhookEventMap extends infer M ? ${githubNames}[keyof M] : never`,
};
const stripe = 'import Stripe from "stripe";';
const linearTypes = 'import("@linear/sdk/webhooks").LinearWebhookEventType';

/** @type {readonly List[]} */
export const lists = [
  { provider: "clerk", from: "@clerk/backend", type: `import("@clerk/backend").WebhookEvent["type"]` },
  {
    provider: "discord",
    from: "discord-api-types",
    type: `import("discord-api-types/v10").APIWebhookEventBody["type"]`,
  },
  {
    provider: "dodopayments",
    from: "dodopayments",
    type: `import("dodopayments").default.UnwrapWebhookEvent["type"]`,
  },
  {
    provider: "finch",
    from: "@tryfinch/finch-api",
    type: `NonNullable<import("@tryfinch/finch-api").default.WebhookEvent["event_type"]>`,
  },
  {
    provider: "github",
    from: "@octokit/openapi-webhooks-types",
    type: `keyof import("@octokit/openapi-webhooks-types").operations`,
    name: (name) => name.replaceAll("-", "_").replace("/", "."),
  },
  { provider: "github", from: "@octokit/webhooks-types", ...github },
  { provider: "line", from: "@line/bot-sdk", type: `import("@line/bot-sdk").webhook.Event["type"]` },
  // The types leave the action open; Linear documents these three.
  {
    provider: "linear",
    from: "@linear/sdk",
    type: `\`\${${linearTypes}}.\${"create" | "update" | "remove"}\``,
  },
  { provider: "lithic", from: "lithic", type: `import("lithic").default.ParsedWebhookEvent["event_type"]` },
  {
    provider: "liveblocks",
    from: "@liveblocks/node",
    type: `import("@liveblocks/node").WebhookEvent["type"]`,
  },
  {
    provider: "mux",
    from: "@mux/mux-node",
    type: `import("@mux/mux-node").default.Webhooks.UnwrapWebhookEvent["type"]`,
  },
  {
    provider: "openai",
    from: "openai",
    type: `import("openai").default.Webhooks.UnwrapWebhookEvent["type"]`,
  },
  {
    provider: "paddle",
    from: "@paddle/paddle-node-sdk",
    type: `\`\${import("@paddle/paddle-node-sdk").EventName}\``,
  },
  { provider: "resend", from: "resend", type: `import("resend").WebhookEventPayload["type"]` },
  // Not Shopify's own: inferred from samples, one folder a version of the API.
  { provider: "shopify", from: "shopify-webhook-schemas", folder: "schemas/2026-07" },
  { provider: "slack", from: "@slack/types", type: `import("@slack/types").SlackEvent["type"]` },
  { provider: "stripe", from: "stripe", head: stripe, type: `Stripe.Event["type"]` },
  { provider: "stripe", from: "stripe", head: stripe, type: `Stripe.V2.Core.Event["type"]` },
  {
    provider: "telegram",
    from: "@grammyjs/types",
    type: `Exclude<keyof import("@grammyjs/types").Update, "update_id">`,
  },
  {
    provider: "telnyx",
    from: "telnyx",
    type: nested(`import("telnyx").default.UnwrapWebhookEvent`, "data", "event_type"),
  },
  { provider: "whop", from: "@whop/sdk", type: `import("@whop/sdk").default.UnwrapWebhookEvent["type"]` },
  { provider: "workos", from: "@workos-inc/node", type: `import("@workos-inc/node").EventResponse["event"]` },
];
