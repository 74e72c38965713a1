import { type Bridge, defineBridge } from "../../src/config/define-bridge.ts";
import type { Environment } from "../../src/config/environment.ts";
import { defineProvider, signaturesOf } from "../../src/core/provider.ts";
import { hmac } from "../../src/providers/custom.ts";
import github from "../../src/providers/github.ts";
import sendgrid from "../../src/providers/sendgrid.ts";
import shopify from "../../src/providers/shopify.ts";
import slack from "../../src/providers/slack.ts";
import stripe from "../../src/providers/stripe.ts";
import svix from "../../src/providers/svix.ts";
import { places } from "./cloud.ts";

export const environment: Environment = {
  ...places,
  stage: "sim",
  secretStore: "ssm",
  secretKey: undefined,
  publicUrl: "https://hooks.example.com",
};

const tickets = hmac({
  id: "tickets",
  event: { source: "com.acme.tickets", id: "body:/id", subject: "body:/ticket" },
});

/** Its sender tries for eight hours with one signature, so the window is wider. */
const parcels = hmac({
  id: "parcels",
  event: { source: "com.acme.parcels", id: "body:/id" },
  toleranceSeconds: 30_000,
});

export const config = {
  buses: { main: {} },
  sources: {
    stripe: { provider: stripe, bus: "main" },
    github: { provider: github, bus: "main" },
    slack: { provider: slack, bus: "main" },
    svix: { provider: svix, bus: "main" },
    shopify: { provider: shopify, bus: "main" },
    sendgrid: { provider: sendgrid, bus: "main" },
    orders: {
      provider: hmac({ id: "orders", event: { source: "com.acme.orders", id: "body:/id" } }),
      bus: "main",
    },
    tickets: { provider: tickets, bus: "main", order: "subject" },
    parcels: {
      provider: { ...parcels, retries: { hours: 8, signed: "once", source: "our own sender" } },
      bus: "main",
    },
  },
} as const;

/** What is deployed at first, and at the end. */
export const bridge = defineBridge(config);

/** A type of Stripe's events that the changed configuration does not accept. */
export const unwantedType = "customer.updated";

/** The source that the changed configuration does not have. */
export const absentSource = "svix";

/** A token covers the ids in headers of GitHub and Shopify, which their signatures do not. */
const token = { scheme: "token", from: "header:x-token" } as const;
const { svix: removed, ...kept } = config.sources;
const changes = {
  stripe: { ...config.sources.stripe, accept: ["invoice.*"] },
  github: {
    ...config.sources.github,
    provider: defineProvider({ ...github, signature: [token, ...signaturesOf(github)] }),
  },
  shopify: {
    ...config.sources.shopify,
    provider: defineProvider({ ...shopify, signature: [token, ...signaturesOf(shopify)] }),
  },
};

/** What a deployment puts in its place: a source accepts less, one is gone, and two have another scheme in front of its own. */
export const changedBridge: Bridge = defineBridge({
  ...config,
  sources: { ...kept, ...changes },
});

/** The same without a source gone: requests that wait in a buffer for one are dropped like anybody's. */
export const changedBufferedBridge: Bridge = defineBridge({
  ...config,
  sources: { ...kept, svix: removed, ...changes },
});
