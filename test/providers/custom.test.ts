import { CloudEvent, HTTP } from "cloudevents";
import { describe, expect, test } from "vitest";
import { BridgeError } from "../../src/core/errors.ts";
import type { Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Source } from "../../src/core/source.ts";
import { type NormalizedEvent, normalize } from "../../src/events/normalize.ts";
import { basic, cloudEvents, hmac, token } from "../../src/providers/custom.ts";
import { receive } from "../../src/receive/receive.ts";

const clock = 1_781_530_200;
const secret = "a-shared-secret-of-ours";
const body = String.raw`{"type":"order.paid","id":"evt_1042","nimi":"Mäkelä \/ 😀"}`;
/** printf '1781530200.%s' "$body" | openssl dgst -sha256 -hmac a-shared-secret-of-ours */
const digest = "1856c334c6daf3004993d2ab757c6b134e1f0e5393484bf0e59fac9fa1327e2b";

interface Result {
  readonly outcome: string;
  readonly events: readonly NormalizedEvent[];
}

const timestamp = { "x-timestamp": String(clock) };
const signed = { ...timestamp, "content-type": "application/json", "x-signature": digest };

function post(headers: Readonly<Record<string, string>>, text: string): WebhookRequest {
  return {
    method: "POST",
    url: "https://hooks.example.com/hooks/orders",
    query: "",
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(text),
  };
}

/** Sends a request through `receive` and what it keeps through `normalize`. */
async function send(provider: Provider, request: WebhookRequest, key = secret, at = clock): Promise<Result> {
  const source: Source = { name: "orders", provider, bus: "events", maxBodyBytes: 1_000_000 };
  let outcome = "";
  const events: NormalizedEvent[] = [];
  await receive(new Map([["orders", source]]), "orders", request, {
    secrets: {
      secrets: async () => [new Secret(key)],
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: {
      send: async (delivery) => {
        events.push(...normalize(delivery, source, new Set(["events"])).events);
      },
    },
    fetcher: { text: () => Promise.reject(new Error("no fetching")), confirm: async () => false },
    now: () => at * 1_000,
    newDeliveryId: () => "dlv_1",
    report: (report) => {
      outcome = report.outcome;
    },
  });
  return { outcome, events };
}

const view = (event: NormalizedEvent | undefined): object => ({
  source: event?.eventSource,
  detailType: event?.detailType,
  id: event?.envelope.id,
  origin: event?.envelope.origin,
  subject: event?.envelope.subject,
  time: event?.envelope.time,
  data: event?.payload.kind === "json" ? JSON.parse(event.payload.text) : undefined,
});

const orderPaid = {
  source: "com.acme.orders",
  detailType: "order.paid",
  id: "evt_1042",
  origin: "/sources/orders",
  subject: undefined,
  time: "2026-06-15T13:30:00.000Z",
  data: JSON.parse(body) as unknown,
};

describe("hmac", () => {
  const orders = hmac({ id: "orders", event: { source: "com.acme.orders", id: "body:/id" } });

  test("takes a signed timestamp and body, and reads the event", async () => {
    const { outcome, events } = await send(orders, post(signed, body));
    expect(outcome).toBe("accepted");
    expect(events.map(view)).toEqual([orderPaid]);
    expect(events[0]?.key).toBe("orders#id:evt_1042");
  });

  test.each([
    ["another body", post(signed, body.replace("1042", "1043")), secret, clock],
    ["another secret", post(signed, body), "another-secret-of-ours", clock],
    ["no signature", post(timestamp, body), secret, clock],
    ["another timestamp", post({ ...signed, "x-timestamp": String(clock + 1) }, body), secret, clock],
    ["a late replay", post(signed, body), secret, clock + 301],
    ["a date ahead", post(signed, body), secret, clock - 301],
  ])("refuses %s", async (_, request, key, at) => {
    expect((await send(orders, request, key, at)).outcome).toBe("rejected");
  });

  test("takes another hash, encoding, header and prefix, without a timestamp", async () => {
    const provider = hmac({
      id: "orders",
      hash: "sha512",
      encoding: "base64",
      header: "X-Acme-Signature",
      prefix: "sha512=",
      timestamp: false,
      event: { source: "com.acme.orders", type: ["text:shop", "body:/type"] },
    });
    // printf '%s' "$body" | openssl dgst -sha512 -hmac a-shared-secret-of-ours -binary | base64 -w0
    const value =
      "sha512=fB1gps15/8h/UcB18vhxJV4YjJXOKLh5NRYWV8gycsh1GUkUFWKGTe71niDFEM+nA3o6KXGnBxINDhpzqrhI8A==";
    const { outcome, events } = await send(provider, post({ "x-acme-signature": value }, body));
    expect(outcome).toBe("accepted");
    expect(events[0]?.detailType).toBe("shop.order.paid");
    // printf '%s' "$body" | sha256sum
    expect(events[0]?.envelope.id).toBe("3f2b8f1f33de2dd1d3333545e52ce8813a51d17b37cf6d0167984dd665fd0b4c");
  });

  test("takes the words of its events", async () => {
    const event = { source: "com.acme.orders", words: { "order.*": "order" } } as const;
    const { events } = await send(hmac({ id: "orders", event }), post(signed, body));
    expect(events[0]?.envelope).toMatchObject({ entity: "order", action: "paid" });
  });

  test("tells equal bodies apart by an id in a header, which is not signed", async () => {
    const orders = hmac({ id: "orders", event: { source: "com.acme.orders", id: "header:x-event-id" } });
    const keyOf = async (provider: Provider, id: string): Promise<string | undefined> =>
      (await send(provider, post({ ...signed, "x-event-id": id }, body))).events[0]?.key;
    expect(await keyOf(orders, "1")).toBe(await keyOf(orders, "1"));
    expect(await keyOf(orders, "1")).not.toBe(await keyOf(orders, "2"));
    const attempt = hmac({
      id: "orders",
      event: { source: "com.acme.orders", distinct: "header:x-event-id" },
    });
    expect(await keyOf(attempt, "1")).not.toBe(await keyOf(attempt, "2"));
  });

  test.each([
    [{ hours: 1, signed: "anew" }, 300],
    [{ hours: 1, signed: "once" }, 3_600],
    [{ hours: 0 }, 300],
  ] as const)("believes that its sender tries again for %j", async (retries, toleranceSeconds) => {
    const orders = hmac({ id: "orders", retries, toleranceSeconds, event: { source: "com.acme.orders" } });
    expect(orders.retries).toEqual({ ...retries, source: "the sender's own configuration" });
    expect((await send(orders, post(signed, body))).outcome).toBe("accepted");
  });

  test.each([
    ["attempts after its tolerance", { retries: { hours: 1 } }],
    ["a timestamp that is not signed", { signed: "{body}" }],
    ["a body that is not signed", { signed: "{timestamp}" }],
    ["a tolerance of zero", { toleranceSeconds: 0 }],
    ["a tolerance that is no number", { toleranceSeconds: Number.NaN }],
  ])("refuses to be configured with %s", (_, options) => {
    expect(() => hmac({ id: "orders", event: { source: "com.acme.orders" }, ...options })).toThrow(
      BridgeError,
    );
  });
});

describe("token and basic", () => {
  const event = { source: "com.acme.orders", id: "body:/id" } as const;

  test("token takes a bearer token and no other", async () => {
    const provider = token({ id: "orders", event });
    const given = (value: string): WebhookRequest => post({ authorization: value }, body);
    expect((await send(provider, given(`Bearer ${secret}`))).events.map(view)).toEqual([orderPaid]);
    for (const wrong of [secret, `Bearer ${secret}x`, "Bearer ", `Basic ${secret}`]) {
      expect((await send(provider, given(wrong))).outcome).toBe("rejected");
    }
  });

  test("token reads any header", async () => {
    const provider = token({ id: "orders", from: "header:X-Token", event });
    expect((await send(provider, post({ "x-token": secret }, body))).outcome).toBe("accepted");
  });

  test("basic takes user and password", async () => {
    const provider = basic({ id: "orders", event });
    // printf 'orders:pä:ss' | base64
    const request = post({ authorization: "Basic b3JkZXJzOnDDpDpzcw==" }, body);
    expect((await send(provider, request, "orders:pä:ss")).events.map(view)).toEqual([orderPaid]);
    expect((await send(provider, request, "orders:pä:sx")).outcome).toBe("rejected");
  });
});

describe("cloudEvents", () => {
  const event = new CloudEvent({
    id: "order-1042-paid",
    source: "https://shop.example.com/orders",
    type: "order.paid",
    subject: "1042",
    time: "2026-06-15T13:29:58.123Z",
    datacontenttype: "application/json",
    data: { nimi: "Mäkelä", osoite: "a/b" },
  });
  const expected = {
    source: "com.acme.shop",
    detailType: "order.paid",
    id: "order-1042-paid",
    origin: "https://shop.example.com/orders",
    subject: "1042",
    time: "2026-06-15T13:29:58.123Z",
    data: { nimi: "Mäkelä", osoite: "a/b" },
  };
  const shop = { id: "shop", source: "com.acme.shop", auth: { scheme: "hmac" } } as const;
  const message = (one: { headers: unknown; body: unknown }, signature: string): WebhookRequest => {
    const headers = { ...(one.headers as Record<string, string>), ...timestamp, "x-signature": signature };
    return post(headers, String(one.body));
  };

  test("structured", async () => {
    // printf '1781530200.%s' "$body" | openssl dgst -sha256 -hmac a-shared-secret-of-ours
    const signature = "27c5c4414cea863ad09e23b5e9915ae72fab487b55be3db0509bf509425d478a";
    const provider = cloudEvents({ ...shop, mode: "structured" });
    expect((await send(provider, message(HTTP.structured(event), signature))).events.map(view)).toEqual([
      expected,
    ]);
  });

  test("binary, with the attributes signed", async () => {
    // printf '1781530200.order-1042-paid\nhttps://shop.example.com/orders\norder.paid\n%s' "$body" | openssl dgst …
    const signature = "292f142ae2d3e40d43e61c8682357fdddafe577126a73adc1a31773003cd6053";
    const provider = cloudEvents({ ...shop, mode: "binary" });
    const request = message(HTTP.binary(event), signature);
    expect((await send(provider, request)).events.map(view)).toEqual([expected]);
    for (const name of ["ce-id", "ce-source", "ce-type"]) {
      const headers = new Map([...request.headers, [name, "another"]]);
      expect((await send(provider, { ...request, headers })).outcome).toBe("rejected");
    }
    const moved = new Map([
      ...request.headers,
      ["ce-id", "order-1042-paid.https://shop"],
      ["ce-source", "example.com/orders"],
    ]);
    expect((await send(provider, { ...request, headers: moved })).outcome).toBe("rejected");
    // printf '1781530200.order.1042\nhttps://shop.example.com/orders\norder.paid\n%s' "$body" | openssl dgst …
    const dotted = HTTP.binary(event.cloneWith({ id: "order.1042" }));
    const itsOwn = "2665216b44c4c3ec23c7d84660ab950e1a9c18ea1d3665959fdb32356ba02786";
    expect((await send(provider, message(dotted, itsOwn))).events[0]?.envelope.id).toBe("order.1042");
  });

  test("binary, with only the body signed: ids still tell equal bodies apart", async () => {
    const auth = { scheme: "hmac", signed: "{timestamp}.{body}" } as const;
    const provider = cloudEvents({ ...shop, auth, mode: "binary" });
    const keyOf = async (id: string): Promise<string | undefined> => {
      const headers = { ...signed, "ce-id": id, "ce-source": "/orders", "ce-type": "order.paid" };
      return (await send(provider, post(headers, body))).events[0]?.key;
    };
    expect(await keyOf("1")).toBe(await keyOf("1"));
    expect(await keyOf("1")).not.toBe(await keyOf("2"));
  });

  test("batch: one event an item", async () => {
    const provider = cloudEvents({ ...shop, mode: "batch", auth: { scheme: "token" } });
    const second = { ...expected, id: "order-1043-paid", subject: "1043" };
    const items = [event, event.cloneWith({ id: "order-1043-paid", subject: "1043" })];
    const request = post(
      { authorization: `Bearer ${secret}`, "content-type": "application/cloudevents-batch+json" },
      JSON.stringify(items),
    );
    expect((await send(provider, request)).events.map(view)).toEqual([expected, second]);
  });

  test("basic authentication", async () => {
    const provider = cloudEvents({ ...shop, mode: "structured", auth: { scheme: "basic-auth" } });
    const { headers, body: text } = HTTP.structured(event);
    const authorized = {
      ...(headers as Record<string, string>),
      authorization: "Basic b3JkZXJzOnDDpDpzcw==",
    };
    expect((await send(provider, post(authorized, String(text)), "orders:pä:ss")).events).toHaveLength(1);
    expect((await send(provider, post(authorized, String(text)), "orders:other")).outcome).toBe("rejected");
    // Without a colon it is no user and password, so nobody could ever be accepted.
    expect((await send(provider, post(authorized, String(text)))).outcome).toBe("failed");
  });
});

test.each([
  hmac({ id: "orders", event: { source: "com.acme.orders" } }),
  token({ id: "orders", event: { source: "com.acme.orders", each: "body:/orders", data: "item:/order" } }),
  basic({ id: "orders", name: "Orders", event: { source: "com.acme.orders" } }),
  cloudEvents({ id: "shop", source: "com.acme.shop", mode: "binary", auth: { scheme: "hmac" } }),
])("what a preset gives is data", (provider) => {
  expect(structuredClone(provider)).toEqual(provider);
  expect(JSON.parse(JSON.stringify(provider))).toEqual(provider);
});
