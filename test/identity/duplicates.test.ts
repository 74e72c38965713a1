import { describe, expect, it } from "vitest";
import { storedRequest } from "../../src/core/delivery.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import { normalize } from "../../src/events/normalize.ts";
import { schemeOf } from "../../src/signatures/choose.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { deliveryOf } from "../support/fakes.ts";

/** What one delivery differs in from another of the same vendor. */
interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  /** Bridge's own id: another for every request. */
  readonly id?: string;
  readonly signedAt?: string;
  /** Which of the provider's schemes it is. Default: the first. */
  readonly scheme?: number;
}

const association = {
  eventId: 1,
  subscriptionId: 7,
  portalId: 33,
  occurredAt: 1780000000000,
  subscriptionType: "contact.associationChange",
  associationType: "CONTACT_TO_CONTACT",
};

/** An event of Dropbox Sign, out of its form. */
const signed = (event_type: string, about: object, related_signature_id: string | null = null): Sent => ({
  body: {
    event: { event_type, event_time: "1780000000", event_metadata: { related_signature_id } },
    ...about,
  },
});

const figma = { webhook_id: "22", file_key: "zH4Vx0Qn", timestamp: "2026-06-15T13:29:58Z" };
const version = { ...figma, event_type: "FILE_VERSION_UPDATE", version_id: "7" };
const status = { ...figma, event_type: "DEV_MODE_STATUS_UPDATE", node_id: "43:2", status: "READY_FOR_DEV" };

const made = { object_kind: "push", ref: "refs/heads/fix", before: "0000000", after: "709d658" };

async function identities(
  provider: string,
  { body = {}, headers = {}, scheme = 0, ...rest }: Sent,
): Promise<string[]> {
  const source = { name: "it", provider: await loadProvider(provider), bus: "main", maxBodyBytes: 1e6 };
  const delivery = deliveryOf(typeof body === "string" ? body : JSON.stringify(body), {
    source: "it",
    headers: { "content-type": "application/json", ...headers },
    ...rest,
  });
  const signature = signaturesOf(source.provider)[scheme];
  if (!signature) throw new Error(`no scheme of ${provider}`);
  const proof = schemeOf(signature).prove(signature, storedRequest(delivery));
  const { events } = normalize({ ...delivery, proof }, source, new Set(["main"]));
  return events.flatMap(({ key, envelope: { origin, id } }) => [key, `${origin} ${id}`]);
}

describe("two events of a vendor", () => {
  it.each<[string, string, Sent, Sent]>([
    [
      "ghost",
      "publishing sends one body under two names in the same millisecond",
      { url: "https://h.example/hooks/it?event=post.published", signedAt: "1780000000000" },
      { url: "https://h.example/hooks/it?event=post.edited", signedAt: "1780000000000" },
    ],
    [
      "ghost",
      "site.changed has no body to tell",
      { url: "https://h.example/hooks/it?event=site.changed", signedAt: "1780000000000" },
      { url: "https://h.example/hooks/it?event=site.changed", signedAt: "1780000000001" },
    ],
    [
      "clickup",
      "a folder's change does not say what changed, nor when",
      { body: { event: "folderUpdated", folder_id: "96772212", webhook_id: "7fa3ec74" }, id: "dlv_1" },
      { body: { event: "folderUpdated", folder_id: "96772212", webhook_id: "7fa3ec74" }, id: "dlv_2" },
    ],
    [
      "woocommerce",
      "one body under two topics, taken into the queue without the deliveries' ids",
      { body: { id: 724 }, headers: { "x-wc-webhook-topic": "product.created" } },
      { body: { id: 724 }, headers: { "x-wc-webhook-topic": "product.updated" } },
    ],
    [
      "adobe-commerce",
      "two shoppers put one product into their carts",
      { body: { product: { sku: "TX-24" } }, id: "dlv_1" },
      { body: { product: { sku: "TX-24" } }, id: "dlv_2" },
    ],
    [
      "hubspot",
      "both sides of an association between two contacts",
      { body: [{ ...association, fromObjectId: 496, toObjectId: 587 }] },
      { body: [{ ...association, fromObjectId: 587, toObjectId: 496 }] },
    ],
    [
      "dropbox-sign",
      "two templates in one second",
      signed("template_created", { template: { template_id: "c26b8a16784a" } }),
      signed("template_created", { template: { template_id: "f57db65d3f93" } }),
    ],
    [
      "dropbox-sign",
      "two signers of one request in one second",
      signed(
        "signature_request_viewed",
        { signature_request: { signature_request_id: "fa5c8a0b" } },
        "78caf2a1",
      ),
      signed(
        "signature_request_viewed",
        { signature_request: { signature_request_id: "fa5c8a0b" } },
        "9e3a5d11",
      ),
    ],
    [
      "google-pubsub-push",
      "ids are unique within their topic",
      { body: { message: { messageId: "1" }, subscription: "projects/a/subscriptions/b" } },
      { body: { message: { messageId: "1" }, subscription: "projects/a/subscriptions/c" } },
    ],
    [
      "google-pubsub-push",
      "nor are they without a wrapper",
      {
        headers: {
          "x-goog-pubsub-message-id": "1",
          "x-goog-pubsub-subscription-name": "projects/a/subscriptions/b",
        },
      },
      {
        headers: {
          "x-goog-pubsub-message-id": "1",
          "x-goog-pubsub-subscription-name": "projects/a/subscriptions/c",
        },
      },
    ],
    [
      "google-play-rtdn",
      "ids are unique within their topic",
      { body: { message: { messageId: "1" }, subscription: "projects/a/subscriptions/b" } },
      { body: { message: { messageId: "1" }, subscription: "projects/a/subscriptions/c" } },
    ],
    [
      "lever",
      "a token that is the webhook's own",
      { body: { token: "t", triggeredAt: 1780000000000 } },
      { body: { token: "t", triggeredAt: 1780000000001 } },
    ],
    [
      "figma",
      "two nodes that become ready in one second",
      { body: status },
      { body: { ...status, node_id: "43:3" } },
    ],
    [
      "gitlab",
      "a branch that is made, deleted and made again at one commit, before there were idempotency keys",
      { body: made, headers: { "x-gitlab-event-uuid": "72d3162e" }, scheme: 1 },
      { body: made, headers: { "x-gitlab-event-uuid": "9f0a4b7c" }, scheme: 1 },
    ],
    [
      "gitlab",
      "two pushes of which one set off the other",
      { body: made, headers: { "x-gitlab-event-uuid": "72d3162e" }, scheme: 1 },
      {
        body: { ...made, ref: "refs/heads/next" },
        headers: { "x-gitlab-event-uuid": "72d3162e" },
        scheme: 1,
      },
    ],
  ])("%s: %s", async (id, _, one, other) => {
    const [all, others] = [await identities(id, one), await identities(id, other)];
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((name) => others.includes(name))).toEqual([]);
    // And each is the same one however often it is published.
    expect(await identities(id, one)).toEqual(all);
  });
});

describe("two attempts at one event", () => {
  it.each<[string, string, Sent, Sent]>([
    [
      "ghost",
      "an attempt is signed once",
      { url: "https://h.example/hooks/it?event=site.changed", signedAt: "1780000000000", id: "dlv_1" },
      { url: "https://h.example/hooks/it?event=site.changed", signedAt: "1780000000000", id: "dlv_2" },
    ],
    [
      "datocms",
      "the body counts its tries",
      { body: { webhook_call_id: "103216210", attempted_auto_retries_count: 0 } },
      { body: { webhook_call_id: "103216210", attempted_auto_retries_count: 1 } },
    ],
    [
      "clickup",
      "a task's change has an id",
      { body: { event: "taskUpdated", history_items: [{ id: "28" }], webhook_id: "7fa3ec74" }, id: "dlv_1" },
      { body: { event: "taskUpdated", history_items: [{ id: "28" }], webhook_id: "7fa3ec74" }, id: "dlv_2" },
    ],
    [
      "docusign",
      "a template's event counts its tries as an envelope's does",
      {
        body: {
          event: "template-created",
          retryCount: 0,
          generatedDateTime: "2026-06-15T13:29:58Z",
          data: { templateId: "44c3" },
        },
      },
      {
        body: {
          event: "template-created",
          retryCount: 1,
          generatedDateTime: "2026-06-15T13:29:58Z",
          data: { templateId: "44c3" },
        },
      },
    ],
    [
      "figma",
      "a version's event counts its tries",
      { body: { ...version, retries: 0 } },
      { body: { ...version, retries: 1 } },
    ],
    ["figma", "so does a status's", { body: { ...status, retries: 0 } }, { body: { ...status, retries: 1 } }],
  ])("%s: %s", async (id, _, one, other) => {
    expect(await identities(id, one)).toEqual(await identities(id, other));
  });
});
