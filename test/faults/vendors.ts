import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import { windowOf } from "../../src/signatures/describe.ts";
import { config, unwantedType } from "./bridge.ts";
import type { Random } from "./random.ts";

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** Something that happened at a vendor and is to be delivered. */
export interface Occurrence {
  readonly vendor: Vendor;
  /** Values of `unique` in its payload: one, or one an item. */
  readonly uniques: readonly string[];
  readonly body: string;
  /** What it is about, at vendors whose deliveries keep their order. */
  readonly subject?: string;
  /** Headers that stay the same on every attempt. */
  readonly headers: Readonly<Record<string, string>>;
}

type Made = Omit<Occurrence, "vendor">;

/** A vendor as its documentation describes it. */
export interface Vendor {
  readonly source: string;
  readonly deadlineMs: number;
  /** Waits between attempts. */
  readonly retriesMs: readonly number[];
  readonly retriesAfter4xx: boolean;
  /** All attempts carry the first one's signature and time. */
  readonly signsOnce?: boolean;
  /** It sends many at once. */
  readonly inBursts?: boolean;
  /** Seconds for which a captured request is believed; undefined: for ever. */
  readonly toleranceSeconds?: number;
  /** Secrets as they stand in the parameter, and what signs with them; `generation` counts rotations. */
  secret(generation: number): string;
  make(unique: string, random: Random): Made;
  sign(
    body: string,
    atSeconds: number,
    generation: number,
    headers: Occurrence["headers"],
  ): Record<string, string>;
}

/**
 * How a vendor tries again, by its provider's file: for so many hours, with waits in these proportions; how attempts are signed; and for
 * how long a request is believed.
 */
function attemptsOf(
  provider: Provider,
  shares: readonly number[],
): Pick<Vendor, "retriesMs" | "signsOnce" | "toleranceSeconds"> {
  const { id, retries } = provider;
  if (!retries?.hours) throw new Error(`${id} says no hours of retries`);
  const unit = (retries.hours * hours) / shares.reduce((sum, share) => sum + share);
  const window = signaturesOf(provider)
    .map(windowOf)
    .find((limit) => typeof limit === "number");
  return {
    retriesMs: shares.map((share) => share * unit),
    // Where it is not known, the worse of the two.
    signsOnce: retries.signed !== "anew",
    ...(window !== undefined && { toleranceSeconds: window }),
  };
}

const hmac = (key: string | Buffer, text: string, encoding: "hex" | "base64" = "hex"): string =>
  createHmac("sha256", key).update(text).digest(encoding);

/** Too large for a message, and as an event for an entry. */
const largeBytes = 1_100_000;

const json = (unique: string, random: Random, more: object): string => {
  const length = unique.endsWith("large") ? largeBytes : random.chance(0.05) ? 20_000 : random.int(50, 500);
  return JSON.stringify({ unique, ...more, padding: "x".repeat(length) });
};

const plain = (unique: string, random: Random, more: object): Made => ({
  body: json(unique, random, more),
  headers: {},
  uniques: [unique],
});

/** https://docs.stripe.com/webhooks#behaviors: with an exponential back-off. */
const stripe: Vendor = {
  source: "stripe",
  deadlineMs: 20 * seconds,
  ...attemptsOf(config.sources.stripe.provider, [1, 5, 60, 120, 360, 720, 1_440, 1_440]),
  retriesAfter4xx: true,
  secret: (generation) => `whsec_stripe${generation}k4hv1l4k0n3iD0m41n3n`,
  make: (unique, random) =>
    plain(unique, random, {
      id: `evt_${unique}`,
      type: random.chance(0.3) ? unwantedType : "invoice.paid",
    }),
  sign(body, at, generation) {
    return { "stripe-signature": `t=${at},v1=${hmac(this.secret(generation), `${at}.${body}`)}` };
  },
};

/** https://docs.github.com/en/webhooks: no retry; the user's own script redelivers what failed, as the docs advise. */
const github: Vendor = {
  source: "github",
  deadlineMs: 10 * seconds,
  retriesMs: [6 * hours, 6 * hours],
  retriesAfter4xx: false,
  secret: (generation) => `github${generation}-It's a Secret to Everybody`,
  make: (unique, random) => ({
    ...plain(unique, random, { action: "opened" }),
    headers: { "x-github-event": "issues", "x-github-delivery": `72d3162e-${unique}` },
  }),
  sign(body, _, generation) {
    return { "x-hub-signature-256": `sha256=${hmac(this.secret(generation), body)}` };
  },
};

/** https://docs.slack.dev/apis/events-api: 3 seconds, then almost at once, a minute and five minutes later. */
const slack: Vendor = {
  source: "slack",
  deadlineMs: 3 * seconds,
  ...attemptsOf(config.sources.slack.provider, [1, 60, 300]),
  retriesAfter4xx: true,
  secret: (generation) => `8f742231b10e8888abcd99yyyzzz85a${generation}`,
  make: (unique, random) =>
    plain(unique, random, { type: "event_callback", event: { type: "message" }, event_id: `Ev${unique}` }),
  sign(body, at, generation) {
    return {
      "x-slack-request-timestamp": String(at),
      "x-slack-signature": `v0=${hmac(this.secret(generation), `v0:${at}:${body}`)}`,
    };
  },
};

/** https://docs.svix.com/retries */
const svix: Vendor = {
  source: "svix",
  deadlineMs: 15 * seconds,
  ...attemptsOf(config.sources.svix.provider, [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]),
  retriesAfter4xx: true,
  secret: (generation) =>
    `whsec_${Buffer.from(`svix-secret-of-generation-${generation}`).toString("base64")}`,
  make: (unique, random) => ({
    ...plain(unique, random, { type: "user.created" }),
    headers: { "svix-id": `msg_${unique}` },
  }),
  sign(body, at, generation, headers) {
    const key = Buffer.from(this.secret(generation).slice("whsec_".length), "base64");
    const signature = hmac(key, `${headers["svix-id"]}.${at}.${body}`, "base64");
    return { "svix-timestamp": String(at), "svix-signature": `v1,${signature}` };
  },
};

/** https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks: eight times in four hours. */
const shopify: Vendor = {
  source: "shopify",
  deadlineMs: 5 * seconds,
  ...attemptsOf(config.sources.shopify.provider, [1, 2, 4, 8, 30, 60, 120]),
  retriesAfter4xx: true,
  secret: (generation) => `shpss_hush${generation}-0123456789abcdef`,
  make: (unique, random) => ({
    ...plain(unique, random, { id: 1 }),
    headers: { "x-shopify-topic": "orders/paid", "x-shopify-webhook-id": `w-${unique}` },
  }),
  sign(body, _, generation) {
    return { "x-shopify-hmac-sha256": hmac(this.secret(generation), body, "base64") };
  },
};

/** The third is an attacker's. */
const sendgridKeys = [0, 1, 2].map(() => generateKeyPairSync("ec", { namedCurve: "P-256" }));

/** https://www.twilio.com/docs/sendgrid: 5xx only, more and more seldom for a day; many events a delivery. */
const sendgrid: Vendor = {
  source: "sendgrid",
  deadlineMs: 10 * seconds,
  ...attemptsOf(config.sources.sendgrid.provider, [5, 15, 60, 180, 360, 720]),
  retriesAfter4xx: false,
  secret: (generation) =>
    sendgridKeys[generation]?.publicKey.export({ format: "der", type: "spki" }).toString("base64") ?? "",
  make(unique, random) {
    const count = random.chance(0.03) ? random.int(100, 250) : random.int(1, 12);
    const uniques = Array.from({ length: count }, (_, index) => `${unique}-${index}`);
    const items = uniques.map((one) => ({ unique: one, event: "delivered", sg_event_id: `sg-${one}` }));
    return { body: JSON.stringify(items), headers: {}, uniques };
  },
  sign(body, at, generation) {
    const key = sendgridKeys[generation]?.privateKey;
    const signature = key ? sign("sha256", Buffer.from(`${at}${body}`), key).toString("base64") : "";
    return {
      "x-twilio-email-event-webhook-timestamp": String(at),
      "x-twilio-email-event-webhook-signature": signature,
    };
  },
};

/** A sender of the company's own, with an exponential back-off for three hours. */
const orders: Vendor = {
  source: "orders",
  deadlineMs: 10 * seconds,
  retriesMs: [1, 2, 4, 8, 16, 32, 64, 60].map((wait) => wait * minutes),
  retriesAfter4xx: false,
  toleranceSeconds: 300,
  secret: (generation) => `orders-of-our-own-${generation}-secret`,
  make: (unique, random) => plain(unique, random, { type: "order.placed", id: unique }),
  sign(body, at, generation) {
    return { "x-timestamp": String(at), "x-signature": hmac(this.secret(generation), `${at}.${body}`) };
  },
};

/** Another sender of the company's own. What it says of one ticket keeps its order; some of it is about none. */
const tickets: Vendor = {
  ...orders,
  source: "tickets",
  inBursts: true,
  secret: (generation) => `tickets-of-our-own-${generation}-secret`,
  make(unique, random) {
    const subject = random.pick(["red", "green", "blue", ""]);
    return { ...plain(unique, random, { type: "ticket.changed", id: unique, ticket: subject }), subject };
  },
};

/** One that signs an event once and sends it for eight hours, as Mailgun does. */
const parcels: Vendor = {
  ...orders,
  source: "parcels",
  ...attemptsOf(config.sources.parcels.provider, [5, 10, 15, 60, 120, 240]),
  secret: (generation) => `parcels-of-our-own-${generation}-secret`,
};

export const vendors: readonly Vendor[] = [
  stripe,
  github,
  slack,
  svix,
  shopify,
  sendgrid,
  orders,
  tickets,
  parcels,
];
