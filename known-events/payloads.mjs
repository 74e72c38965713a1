/**
 * Where vendors' type packages have the types of payloads. Only what is on the wire: SDKs also have types of what they parsed (camel case).
 *
 * @typedef {object} Payloads
 * @property {string} provider id of the provider
 * @property {string} from the package
 * @property {readonly string[]} head imports and types that the module needs; `Of<"name">`, unless the usual one does
 * @property {string} union a type with a member for each event
 * @property {string} [key] the member's property that has the event's name
 * @property {string} [prefix] before a type's own name, where the compiler does not say how to reach it
 * @property {string} [wrap] a type with one parameter, around each
 * @property {string} [all] one type for all names, instead of looking for each in the union
 * @property {"actions" | "map" | "keys"} [kind] `actions`: names are type and action; `map`: a map of events with actions; `keys`: names are keys
 * @property {string} [module] name of the module, if it is not the provider's id
 * @property {RegExp} [names] which names of the provider belong to it
 * @property {readonly string[]} [with] other modules of the same vendor, which it brings along
 */

/** @type {readonly Payloads[]} */
export const payloads = [
  {
    provider: "clerk",
    from: "@clerk/backend",
    head: ['import type { WebhookEvent } from "@clerk/backend";'],
    union: "WebhookEvent",
    key: "type",
  },
  {
    provider: "discord",
    from: "discord-api-types",
    head: [
      'import type * as discord from "discord-api-types/v10";',
      "type Webhook<Event> = discord.APIWebhookEventBase<discord.ApplicationWebhookType.Event, Event>;",
      // The names are the values of an enum.
      "type Of<Name extends string> = discord.APIWebhookEventBody extends infer E",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template type of TypeScript
      "  ? (E extends { type: infer N extends string } ? (Name extends `${N}` ? E : never) : never) : never;",
    ],
    union: "discord.APIWebhookEventBody",
    key: "type",
    wrap: "Webhook",
  },
  {
    provider: "dodopayments",
    from: "dodopayments",
    head: ['import type Dodo from "dodopayments";'],
    union: "Dodo.UnwrapWebhookEvent",
    key: "type",
  },
  {
    provider: "finch",
    from: "@tryfinch/finch-api",
    head: ['import type Finch from "@tryfinch/finch-api";'],
    union: "Finch.WebhookEvent",
    key: "event_type",
  },
  // The older of GitHub's two packages fits what GitHub sends better: docs/payload-types.md has both shares.
  {
    provider: "github",
    from: "@octokit/webhooks-types",
    head: [
      'import type * as github from "@octokit/webhooks-types";',
      "type Of<Event extends keyof github.WebhookEventMap, Action> = Extract<github.WebhookEventMap[Event], { action: Action }>;",
    ],
    union: "github.WebhookEventMap",
    kind: "map",
  },
  {
    provider: "line",
    from: "@line/bot-sdk",
    head: ['import type { webhook } from "@line/bot-sdk";'],
    union: "webhook.Event",
    key: "type",
  },
  {
    provider: "linear",
    from: "@linear/sdk",
    head: ['import type * as linear from "@linear/sdk/webhooks";'],
    union: "linear.LinearWebhookPayload",
    key: "type",
    kind: "actions",
  },
  {
    provider: "lithic",
    from: "lithic",
    head: ['import type Lithic from "lithic";'],
    union: "Lithic.ParsedWebhookEvent",
    key: "event_type",
  },
  {
    provider: "liveblocks",
    from: "@liveblocks/node",
    head: ['import type * as liveblocks from "@liveblocks/node";'],
    union: "liveblocks.WebhookEvent",
    key: "type",
  },
  {
    provider: "mux",
    from: "@mux/mux-node",
    head: ['import type Mux from "@mux/mux-node";'],
    union: "Mux.Webhooks.UnwrapWebhookEvent",
    key: "type",
  },
  {
    provider: "openai",
    from: "openai",
    head: ['import type OpenAI from "openai";'],
    union: "OpenAI.Webhooks.UnwrapWebhookEvent",
    key: "type",
  },
  {
    provider: "paddle",
    from: "@paddle/paddle-node-sdk",
    head: [
      'import type { IEvents } from "@paddle/paddle-node-sdk";',
      "type Of<Name extends string> = IEvents extends infer E",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template type of TypeScript
      "  ? (E extends { event_type: infer N extends string } ? (Name extends `${N}` ? E : never) : never) : never;",
    ],
    union: "IEvents",
    key: "event_type",
  },
  {
    provider: "resend",
    from: "resend",
    head: ['import type * as resend from "resend";'],
    union: "resend.WebhookEventPayload",
    key: "type",
  },
  {
    provider: "slack",
    from: "@slack/types",
    head: [
      'import type * as slack from "@slack/types";',
      "/** What Slack sends around an event (docs.slack.dev, Events API). */",
      "interface Callback<Event> {",
      '  type: "event_callback";',
      "  event: Event;",
      "  event_id: string;",
      "  event_time: number;",
      "  team_id?: string;",
      "  api_app_id: string;",
      "  event_context?: string;",
      "}",
    ],
    union: "slack.SlackEvent",
    key: "type",
    wrap: "Callback",
  },
  {
    provider: "stripe",
    from: "stripe",
    head: ['import type Stripe from "stripe";'],
    union: "Stripe.Event",
    key: "type",
    prefix: "Stripe.",
    names: /^(?!v[12]\.)/,
    with: ["stripe-thin"],
  },
  {
    provider: "stripe",
    module: "stripe-thin",
    from: "stripe",
    head: [
      'import type Stripe from "stripe";',
      "/** A thin event: it refers to its object instead of carrying it. The SDK's own type has methods and a parsed context. */",
      'interface Thin extends Pick<Stripe.V2.Core.Event, "id" | "created" | "livemode"> {',
      '  object: "v2.core.event";',
      "  type: string;",
      "  context?: string | null;",
      "  related_object?: { id?: string; type: string; url: string } | null;",
      "}",
    ],
    union: "Stripe.V2.Core.EventNotification",
    key: "type",
    all: "Thin",
    names: /^v[12]\./,
  },
  {
    provider: "telegram",
    from: "@grammyjs/types",
    head: [
      'import type { Update } from "@grammyjs/types";',
      "type Having<Key extends keyof Update> = Update & Required<Pick<Update, Key>>;",
    ],
    union: "Update",
    kind: "keys",
    wrap: "Having",
  },
  {
    provider: "whop",
    from: "@whop/sdk",
    head: ['import type Whop from "@whop/sdk";'],
    union: "Whop.UnwrapWebhookEvent",
    key: "type",
  },
  {
    provider: "workos",
    from: "@workos-inc/node",
    head: ['import type * as workos from "@workos-inc/node";'],
    union: "workos.EventResponse",
    key: "event",
  },
];
