import { CloudEvent } from "cloudevents";
import { describe, expect, it } from "vitest";
import type { Delivery } from "../../src/core/delivery.ts";
import { detailOf } from "../../src/events/envelope.ts";
import { normalize } from "../../src/events/normalize.ts";
import { bridge, deliveryOf, nowMs, wholeProof as proof } from "../support/fakes.ts";

const source = bridge.sources.get("acme");

function eventsOf(delivery: Delivery) {
  if (!source) throw new Error("no source acme");
  return normalize({ ...delivery, proof }, source, new Set(["main"])).events.map((event) => ({
    ...event,
    detail: detailOf(event.envelope, event.payload),
  }));
}

/** The SDK's own validation; it throws for an event that is none. */
function validate(detail: string): void {
  const { data, data_base64, ...attributes } = JSON.parse(detail);
  expect(
    new CloudEvent({ ...attributes, ...(data_base64 ? { data_base64 } : { data }) }, true).validate(),
  ).toBe(true);
}

describe("the event of a JSON body", () => {
  it("has the attributes of the rules and the body's own text", () => {
    const body =
      '{"type":"order.paid","id":"e1","at":"2026-05-28T20:26:38Z","subject":"7","origin":"https://acme.example/é","n":12345678901234567890,"m":1E400,"z":-0,"u":"\\u00e9\\/"}\n';
    const [event] = eventsOf(deliveryOf(body));
    expect(event).toMatchObject({
      eventSource: "com.acme",
      detailType: "order.paid",
      bus: "main",
      key: "acme#id:e1",
      time: new Date("2026-05-28T20:26:38Z"),
    });
    expect(event?.detail).toBe(
      '{"specversion":"1.0","id":"e1","type":"com.acme.order.paid","source":"https://acme.example/%C3%A9","subject":"7","time":"2026-05-28T20:26:38Z",' +
        `"bridgesource":"acme","deliveryid":"dlv_1","receivedtime":"2026-05-28T20:26:40.000Z","datacontenttype":"application/json","data":${body}}`,
    );
    validate(event?.detail ?? "");
  });

  it("has the trace context of its delivery, which CloudEvents takes as an extension", () => {
    const traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    const [event] = eventsOf(deliveryOf('{"type":"order.paid"}', { traceparent }));
    expect(event?.detail).toContain(
      `"receivedtime":"2026-05-28T20:26:40.000Z","traceparent":"${traceparent}",`,
    );
    validate(event?.detail ?? "");
  });

  it.each([["[1,2]"], ['"text"'], ["null"], ["7"], ["true"]])(
    "%s, which is not an object, is kept as it is",
    (body) => {
      const [event] = eventsOf(deliveryOf(body));
      expect(event?.detail).toContain(`"data":${body}}`);
      expect(event?.detailType).toBe("unknown");
    },
  );

  it("a byte-order mark does not get into the event", () => {
    expect(eventsOf(deliveryOf(Buffer.from('\ufeff{"id":"1"}')))[0]?.detail).toContain('"data":{"id":"1"}}');
  });
});

describe("time", () => {
  const timeOf = (at: string) => eventsOf(deliveryOf(`{"at":${at}}`))[0];
  it.each([
    ['"2026-05-28T20:26:38.5+02:00"', "2026-05-28T20:26:38.5+02:00"],
    ["1780000000", "2026-05-28T20:26:40.000Z"],
    ['"1780000000123"', "2026-05-28T20:26:40.123Z"],
    ['"2026-05-28 20:26:38 UTC"', "2026-05-28T20:26:38.000Z"],
    ['"2026-05-28 20:26:38 +0200"', "2026-05-28T18:26:38.000Z"],
    ['"2026-05-28T20:26:38 02:00"', "2026-05-28T18:26:38.000Z"],
    ['"2026-05-28T20:26:38"', "2026-05-28T20:26:38.000Z"],
    ['"Thu, 28 May 2026 20:26:38 +0000"', "2026-05-28T20:26:38.000Z"],
    ['"2026-05-28"', "2026-05-28T00:00:00.000Z"],
    ['"yesterday"', "2026-05-28T20:26:40.000Z"],
    ['"2026-13-45T99:00:00Z"', "2026-05-28T20:26:40.000Z"],
    ["1E400", "2026-05-28T20:26:40.000Z"],
  ])("%s is %s", (at, expected) => {
    expect(timeOf(at)?.envelope.time).toBe(expected);
  });

  it("in the future stays in the event, but EventBridge gets the time of receipt", () => {
    const event = timeOf('"2099-01-01T00:00:00Z"');
    expect(event?.envelope.time).toBe("2099-01-01T00:00:00Z");
    expect(event?.time).toEqual(new Date(nowMs));
  });
});

describe("other bodies", () => {
  it("a form becomes an object of strings", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const [event] = eventsOf(deliveryOf("a=1&b=%C3%A9+x&__proto__=p&a=2", { headers }));
    expect(event?.detail).toContain('"data":{"a":["1","2"],"b":"é x","__proto__":"p"}}');
    validate(event?.detail ?? "");
  });

  it("another body becomes base64 with its content type", () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const [event] = eventsOf(deliveryOf(bytes, { headers: { "content-type": "image/png" } }));
    expect(event?.detail).toContain('"datacontenttype":"image/png","data_base64":"/wB7"}');
    validate(event?.detail ?? "");
    const [odd] = eventsOf(deliveryOf("{", { headers: { "content-type": 'x"y\n' } }));
    expect(odd?.detail).toContain('"datacontenttype":"application/octet-stream","data_base64":"ew=="}');
  });

  it("an empty body gives no data, or the query as data", () => {
    expect(eventsOf(deliveryOf(""))[0]?.detail).not.toContain("data_base64");
    const [event] = eventsOf(deliveryOf("", { method: "GET", url: "https://h.example/hooks/acme?a=1" }));
    expect(event?.detail).toContain('"data":{"a":"1"}}');
  });
});

describe("a split delivery", () => {
  it("gives one event an item, with the item's own text, id and key", () => {
    const events = eventsOf(deliveryOf('{"type":"list","items":[ {"n": 1.0} ,{"n":1E400}]}'));
    expect(events.map((event) => event.detail.slice(event.detail.indexOf('"data":')))).toEqual([
      '"data":{"n": 1.0}}',
      '"data":{"n":1E400}}',
    ]);
    expect(events.map((event) => event.envelope.id)).toEqual([`${"f".repeat(64)}/0`, `${"f".repeat(64)}/1`]);
    expect(new Set(events.map((event) => event.key)).size).toBe(2);
  });

  it("an id that all items share gets the item's place", () => {
    expect(
      eventsOf(deliveryOf('{"id":"d","items":[1,2]}')).map((event) => [event.envelope.id, event.key]),
    ).toEqual([
      ["d/0", "acme#id:d/0"],
      ["d/1", "acme#id:d/1"],
    ]);
  });

  it("a body of another shape is one event", () => {
    expect(eventsOf(deliveryOf('{"items":{"a":1}}'))).toHaveLength(1);
  });
});

describe("hostile attributes", () => {
  it.each([
    [
      "a type of 500 characters",
      JSON.stringify({ type: "t".repeat(500) }),
      (event: ReturnType<typeof eventsOf>[number]) => event.detailType.length === 128,
    ],
    [
      "a subject of 5,000 characters",
      JSON.stringify({ subject: "s".repeat(5_000) }),
      (event: ReturnType<typeof eventsOf>[number]) => event.envelope.subject === undefined,
    ],
    [
      "control characters and lone surrogates",
      '{"type":"a\\u0000\\n\\ud800b"}',
      (event: ReturnType<typeof eventsOf>[number]) => event.detailType === "ab",
    ],
    [
      "an origin that is no URI",
      JSON.stringify({ origin: "a b<c>" }),
      (event: ReturnType<typeof eventsOf>[number]) => event.envelope.origin === "a%20b%3Cc%3E",
    ],
  ])("%s", (_, body, holds) => {
    const [event] = eventsOf(deliveryOf(body));
    if (!event) throw new Error("no event");
    expect(holds(event)).toBe(true);
    validate(event.detail);
  });
});

it("counts no delivery as a duplicate where the vendor's equal bodies are different events", () => {
  if (!source) throw new Error("no source acme");
  const { provider } = source;
  const { id, ...rules } = provider.event;
  const telling = {
    ...source,
    provider: { ...provider, event: { ...rules, distinct: "delivery" as const } },
  };
  const keyOf = (delivery: Delivery) =>
    normalize({ ...delivery, proof }, telling, new Set(["main"])).events[0]?.key;
  const one = deliveryOf("{}");
  expect(keyOf(one)).toBe(keyOf(one));
  expect(keyOf({ ...one, id: "dlv_2" })).not.toBe(keyOf(one));
});
