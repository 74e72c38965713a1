import type { WebhookRequest } from "../../src/core/request.ts";

/** One request of an example: a recorded one, or what somebody who captured it might send. */
export interface ExampleCase {
  readonly title: string;
  /** Another fixture than the example's. */
  readonly fixture?: string;
  readonly change?: (request: WebhookRequest) => WebhookRequest;
  /** The source's `redact`. */
  readonly redact?: readonly string[];
  /** The source's `strictDeduplication`. */
  readonly strict?: true;
}

/** A worked example of docs/identity.md. Its section of the page has the provider's id as its name. */
export interface Example {
  readonly provider: string;
  /** The source's name, with which keys begin. */
  readonly source: string;
  readonly fixture: string;
  /** The first is the delivery as the vendor sent it. */
  readonly cases: readonly ExampleCase[];
}

const withHeader =
  (name: string, value: string) =>
  (request: WebhookRequest): WebhookRequest => ({
    ...request,
    headers: new Map([...request.headers, [name, value]]),
  });

const withBody =
  (change: (body: string) => string) =>
  (request: WebhookRequest): WebhookRequest => ({
    ...request,
    body: Buffer.from(change(Buffer.from(request.body).toString())),
  });

const items =
  (pick: (items: readonly unknown[]) => readonly unknown[]) =>
  (body: string): string => {
    const { notificationItems, ...rest } = JSON.parse(body);
    return JSON.stringify({ ...rest, notificationItems: pick(notificationItems) });
  };

/** The first signed field of a form, put where the signed text has it as well: at the end of the URL. */
function fieldInUrl(request: WebhookRequest): WebhookRequest {
  const pairs = Buffer.from(request.body).toString().split("&");
  const account = pairs.find((pair) => pair.startsWith("AccountSid=")) ?? "";
  const moved = account.replace("=", "");
  return {
    ...request,
    url: request.url + moved,
    query: request.query + moved,
    body: Buffer.from(pairs.filter((pair) => pair !== account).join("&")),
  };
}

export const examples: readonly Example[] = [
  {
    provider: "github",
    source: "acme-github",
    fixture: "issue-opened",
    cases: [
      { title: "as GitHub sent it" },
      {
        title: "captured and sent again, with another x-github-delivery",
        change: withHeader("x-github-delivery", "00000000-0000-4000-8000-000000000000"),
      },
      { title: "as GitHub sent it, at a source with strictDeduplication", strict: true },
      {
        title: "captured and sent again, at that source",
        change: withHeader("x-github-delivery", "00000000-0000-4000-8000-000000000000"),
        strict: true,
      },
    ],
  },
  {
    provider: "stripe",
    source: "billing",
    fixture: "snapshot-invoice-paid",
    cases: [
      { title: "as Stripe sent it" },
      { title: "the same event with other signatures in its header", fixture: "while-a-secret-is-rolled" },
      { title: 'at a source with redact: ["/id"]', redact: ["/id"] },
    ],
  },
  {
    provider: "adyen",
    source: "shop",
    fixture: "standard-two-items",
    cases: [
      { title: "as Adyen sent it" },
      { title: "the items in the other order", change: withBody(items((all) => [...all].reverse())) },
      { title: "the second item alone", change: withBody(items((all) => all.slice(1))) },
    ],
  },
  {
    provider: "twilio",
    source: "sms",
    fixture: "message-delivered",
    cases: [
      { title: "as Twilio sent it" },
      {
        title: 'a field cut in another place: "MessageSi=dSM…" in place of "MessageSid=SM…"',
        change: withBody((body) => body.replace("MessageSid=", "MessageSi=d")),
      },
      { title: "a field moved to the end of the URL", change: fieldInUrl },
    ],
  },
  {
    provider: "asana",
    source: "tasks",
    fixture: "task-changed",
    cases: [{ title: "as Asana sent it" }],
  },
  {
    provider: "shopify",
    source: "store",
    fixture: "order-created",
    cases: [
      { title: "orders/create, as Shopify sent it" },
      { title: "orders/paid, another event with the same body", fixture: "order-paid" },
    ],
  },
];
