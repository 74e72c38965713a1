import { encodeMessage } from "../../src/aws/queue/message.ts";
import { sqsReader } from "../../src/aws/queue/sqs.ts";
import { cachedSecrets } from "../../src/aws/secrets/secret-cache.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { pack } from "../../src/events/limits.ts";
import * as providers from "../../src/providers/index.ts";
import type { PublishPorts } from "../../src/publish/ports.ts";
import type { ReceivePorts } from "../../src/receive/ports.ts";
import { subjects } from "./subjects.ts";

/** The sources that `receive` and `publish` are measured with, by the subject that signs for them. */
export const measured = {
  github: "hmac (GitHub)",
  stripe: "hmac (Stripe)",
  slack: "hmac (Slack)",
  webhooks: "standard-webhooks",
} as const;

export const bridge = defineBridge({
  buses: { main: {} },
  sources: {
    github: { provider: providers.github, bus: "main" },
    stripe: { provider: providers.stripe, bus: "main" },
    slack: { provider: providers.slack, bus: "main" },
    webhooks: { provider: providers.standardWebhooks, bus: "main" },
  },
});

export const subjectOf = (source: keyof typeof measured) => {
  const subject = subjects.find(({ name }) => name === measured[source]);
  if (!subject) throw new Error(`no subject for ${source}`);
  return subject;
};

const nothing = (): never => {
  throw new Error("the benchmark does no I/O here");
};

/** The ports of `receive` with everything but the network: real secrets cache, real message, no log. */
export function receivePorts(onMessage: (message: string) => void): ReceivePorts {
  const vault = {
    read: async (source: string) => JSON.stringify([subjectOf(source as keyof typeof measured).secret]),
    keep: async () => false,
  };
  return {
    secrets: cachedSecrets(vault, Date.now),
    queue: { send: async (delivery) => onMessage(encodeMessage(delivery)) },
    fetcher: { text: async () => nothing(), confirm: async () => nothing() },
    now: Date.now,
    newDeliveryId: () => `dlv_${crypto.randomUUID()}`,
    report: () => {},
  };
}

/** The ports of `publish` with everything but the network: real messages, real packing. */
export function publishPorts(): PublishPorts {
  // What is too large for an entry would go to S3.
  const claims = { keep: async () => "s3://bucket/claims/bench", fetch: async () => nothing() };
  const known: ReadonlySet<string> = new Set();
  return {
    reader: sqsReader(claims),
    ledger: { published: async () => known, record: async () => {} },
    bus: {
      put: async (events) =>
        pack(events).flatMap((call) => call.map(() => ({ ok: true, eventId: "e" }) as const)),
    },
    claims,
    parking: { park: async () => nothing() },
    now: Date.now,
    isLate: () => false,
    report: () => {},
  };
}
