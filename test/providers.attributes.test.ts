import { describe, expect, it } from "vitest";
import { eventsTold, type Told } from "./support/told-events.ts";

const razorpayOf = (event: string, ...kinds: readonly string[]): Told => ({
  body: {
    event,
    contains: kinds,
    payload: Object.fromEntries(kinds.map((kind) => [kind, { entity: { id: `${kind}_1` } }])),
  },
});
const trelloOf = (type: string, data: object): Told => ({
  body: {
    action: { id: "a1", type, date: "2026-05-01T08:00:00.000Z", data: { card: { id: "c1" }, ...data } },
  },
});
const zoomOf = (event: string, object: object): Told => ({
  body: { event, event_ts: 1780000000000, payload: { account_id: "x", object: { id: "990", ...object } } },
});
const shopifyOf = (topic: string, body: object): Told => ({
  headers: { "x-shopify-topic": topic, "x-shopify-webhook-id": "w" },
  body,
});
const refChange = (hash: string) => ({ new: { type: "branch", target: { hash } }, old: null });
const bitbucketOf = (key: string, body: object): Told => ({
  headers: { "x-event-key": key, "x-request-uuid": "u", "x-event-time": "Thu, 28 May 2026 10:00:00 GMT" },
  body,
});

describe("the subject is what the event is about", () => {
  it.each<readonly [id: string, told: Told, subject: string | undefined]>([
    ["razorpay", razorpayOf("order.paid", "payment", "order"), "order_1"],
    ["razorpay", razorpayOf("invoice.paid", "payment", "order", "invoice"), "invoice_1"],
    ["razorpay", razorpayOf("payment.dispute.created", "payment", "dispute"), "dispute_1"],
    ["razorpay", razorpayOf("refund.processed", "refund", "payment"), "refund_1"],
    ["razorpay", razorpayOf("subscription.charged", "subscription", "payment"), "subscription_1"],
    ["razorpay", razorpayOf("payment.captured", "payment"), "payment_1"],
    ["trello", trelloOf("commentCard", { text: "Hei" }), "a1"],
    ["trello", trelloOf("updateComment", { action: { id: "a0" } }), "a0"],
    ["trello", trelloOf("updateCard", {}), "c1"],
    [
      "zoom",
      zoomOf("meeting.participant_joined", { participant: { participant_uuid: "P-1", user_id: "16" } }),
      "P-1",
    ],
    ["zoom", zoomOf("meeting.registration_created", { registrant: { id: "R-1" } }), "R-1"],
    ["zoom", zoomOf("meeting.started", {}), "990"],
    [
      "telnyx",
      {
        body: {
          data: { event_type: "call.recording.saved", payload: { call_control_id: "c", recording_id: "r" } },
        },
      },
      "r",
    ],
    ["telnyx", { body: { data: { event_type: "call.answered", payload: { call_control_id: "c" } } } }, "c"],
    [
      "shopify",
      shopifyOf("customers/merge", { admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1" }),
      "gid://shopify/Customer/1",
    ],
    ["shopify", shopifyOf("collection_listings/add", { collection_listing: { collection_id: 40 } }), "40"],
    ["shopify", shopifyOf("product_publications/create", { id: null, product_id: 78 }), "78"],
    [
      "adyen",
      {
        body: {
          type: "balancePlatform.paymentInstrument.created",
          data: { paymentInstrument: { id: "PI1" } },
        },
      },
      "PI1",
    ],
    ["chargebee", { body: { event_type: "plan_created", content: { plan: { id: "basic" } } } }, "basic"],
    ["brevo", { body: { msg_status: "sent", messageId: 7 } }, "7"],
    ["prismic", { body: { type: "api-update", documents: ["YX1"] } }, "YX1"],
    ["prismic", { body: { type: "api-update", documents: ["YX1", "YX2"] } }, undefined],
    [
      "bitbucket",
      bitbucketOf("repo:push", { push: { changes: [refChange("h1")] }, repository: { uuid: "r" } }),
      "h1",
    ],
    [
      "bitbucket",
      bitbucketOf("repo:push", {
        push: { changes: [refChange("h1"), refChange("h2")] },
        repository: { uuid: "r" },
      }),
      "r",
    ],
    [
      "cloudinary",
      { body: { notification_type: "resource_context_changed", resources: { kissa: { removed: [] } } } },
      "kissa",
    ],
    [
      "frontegg",
      { body: { eventKey: "frontegg.tenant.created", eventContext: { tenantId: "t", userId: "u" } } },
      "t",
    ],
    [
      "frontegg",
      { body: { eventKey: "frontegg.user.created", eventContext: { tenantId: "t", userId: "u" } } },
      "u",
    ],
    ["twilio", { form: { StatusCallbackEvent: "room-ended", RoomSid: "RM1" } }, "RM1"],
  ])("%s %#: %o", async (id, told, subject) => {
    const [event] = await eventsTold(id, told);
    expect(event?.envelope.subject).toBe(subject);
  });
});

describe("the time is when it happened", () => {
  const pullrequest = { id: 1, updated_on: "2026-05-01T00:00:00+00:00" };
  const comment = { id: 2, updated_on: "2026-05-02T00:00:00+00:00" };
  it.each<readonly [id: string, told: Told, time: string]>([
    [
      "bitbucket",
      bitbucketOf("pullrequest:approved", { pullrequest, approval: { date: "2026-05-28T09:59:00+00:00" } }),
      "2026-05-28T09:59:00Z",
    ],
    // The approval that is taken back has its own, earlier time.
    [
      "bitbucket",
      bitbucketOf("pullrequest:unapproved", { pullrequest, approval: { date: "2026-04-01T00:00:00+00:00" } }),
      "2026-05-01T00:00:00Z",
    ],
    [
      "bitbucket",
      bitbucketOf("pullrequest:comment_deleted", { pullrequest, comment }),
      "2026-05-28T10:00:00Z",
    ],
    [
      "bitbucket",
      bitbucketOf("pullrequest:comment_created", { pullrequest, comment }),
      "2026-05-02T00:00:00Z",
    ],
    [
      "buildkite",
      {
        body: {
          event: "job.activated",
          job: { id: "j", created_at: "2026-05-01T00:00:00Z", unblocked_at: "2026-05-03T00:00:00Z" },
        },
      },
      "2026-05-03T00:00:00Z",
    ],
    [
      "modern-treasury",
      {
        body: {
          event: "deleted",
          data: {
            object: "counterparty",
            updated_at: "2026-05-01T00:00:00Z",
            discarded_at: "2026-05-05T00:00:00Z",
          },
        },
      },
      "2026-05-05T00:00:00Z",
    ],
    // Of a reaction that is taken back there is no time but that of its making: the time of receipt.
    [
      "gitlab",
      {
        body: {
          object_kind: "emoji",
          object_attributes: { id: 1, action: "revoke", updated_at: "2026-05-01T00:00:00Z" },
        },
      },
      "2026-05-28T20:26:40Z",
    ],
    [
      "contentful",
      {
        headers: { "x-contentful-topic": "ContentManagement.Entry.archive" },
        body: { sys: { id: "e", updatedAt: "2026-05-01T00:00:00Z", archivedAt: "2026-05-04T00:00:00Z" } },
      },
      "2026-05-04T00:00:00Z",
    ],
  ])("%s %#: %o", async (id, told, time) => {
    const [event] = await eventsTold(id, told);
    expect(Date.parse(event?.envelope.time ?? "")).toBe(Date.parse(time));
  });
});

describe("a list is an event for each of its elements", () => {
  it("BigCommerce's price lists that are deleted together", async () => {
    const scope = "store/priceLists/deleted";
    const body = {
      scope,
      producer: "stores/kahvila",
      created_at: 1780000000,
      data: { price_list_ids: [5, 6] },
    };
    const events = await eventsTold("bigcommerce", { headers: { "webhook-id": "msg_1" }, body });
    expect(events.map(({ envelope: { subject } }) => subject)).toEqual(["5", "6"]);
    expect(new Set(events.map(({ envelope: { id } }) => id)).size).toBe(2);
    expect(new Set(events.map(({ key }) => key)).size).toBe(2);
  });

  it("Webflow's items that are published together", async () => {
    const item = (id: string) => ({
      id,
      siteId: "s1",
      lastPublished: "2026-05-03T00:00:00Z",
      lastUpdated: "2026-05-01T00:00:00Z",
    });
    const body = { triggerType: "collection_item_published", payload: { items: [item("a"), item("b")] } };
    const events = await eventsTold("webflow", { body });
    expect(events.map(({ envelope: { subject, time } }) => [subject, time])).toEqual([
      ["a", "2026-05-03T00:00:00Z"],
      ["b", "2026-05-03T00:00:00Z"],
    ]);
    expect(events[0]?.envelope.origin).toBe("https://api.webflow.com/v2/sites/s1");
  });

  it("Twitch's drops, and Paystack's subscriptions whose cards expire", async () => {
    const drop = (id: string) => ({ id, data: { entitlement_id: `drop-${id}` } });
    const drops = await eventsTold("twitch", {
      headers: {
        "twitch-eventsub-message-id": "m1",
        "twitch-eventsub-message-timestamp": "2026-05-03T00:00:00Z",
      },
      body: { subscription: { type: "drop.entitlement.grant" }, events: [drop("1"), drop("2")] },
    });
    expect(drops.map(({ envelope: { id, subject } }) => [id, subject])).toEqual([
      ["m1/0", "drop-1"],
      ["m1/1", "drop-2"],
    ]);
    const card = (code: string) => ({ expiry_date: "12/2026", subscription: { subscription_code: code } });
    const body = { event: "subscription.expiring_cards", data: [card("SUB_1"), card("SUB_2")] };
    const cards = await eventsTold("paystack", { body });
    expect(cards.map(({ envelope: { subject } }) => subject)).toEqual(["SUB_1", "SUB_2"]);
  });
});

describe("two events with one body are told apart, and a retry is not another event", () => {
  const flag = {
    object_kind: "feature_flag",
    object_attributes: { id: 6, name: "tumma-tila", active: true },
  };
  const payout = { event: "payout.updated", created_at: 1780000000, contains: ["payout"], payload: {} };
  it.each([
    ["gitlab", flag, (id: string) => ({ "x-gitlab-token": "t", "x-gitlab-event-uuid": id })],
    ["razorpay", payout, (id: string) => ({ "x-razorpay-signature": "s", "x-razorpay-event-id": id })],
  ] as const)("%s", async (id, body, headersOf) => {
    const keyOf = async (uuid: string) => (await eventsTold(id, { headers: headersOf(uuid), body }))[0]?.key;
    expect(await keyOf("a")).not.toBe(await keyOf("b"));
    expect(await keyOf("a")).toBe(await keyOf("a"));
  });
});
