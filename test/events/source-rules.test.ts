import { describe, expect, it } from "vitest";
import type { Delivery } from "../../src/core/delivery.ts";
import type { EventView } from "../../src/core/event.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import type { Source } from "../../src/core/source.ts";
import { type Covered, normalize, requestOf } from "../../src/events/normalize.ts";
import { acme, deliveryOf } from "../support/fakes.ts";

const buses = new Set(["main", "other"]);
const all: Covered = { covers: () => true, fingerprint: "f".repeat(64) };

function sourceWith(change: Partial<Source>, event: Partial<ProviderEvents> = {}): Source {
  const provider = { ...acme, event: { ...acme.event, ...event } };
  return { name: "acme", provider, bus: "main", maxBodyBytes: 1_000, ...change };
}

const made = (source: Source, delivery: Delivery, covered = all) =>
  normalize(delivery, source, covered, buses);

/** The code, the message and the remedy of what it throws. */
function refusal(source: Source, body: string, headers = {}) {
  try {
    made(source, deliveryOf(body, { headers }));
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    return { code, message, remedy };
  }
  return undefined;
}

describe("accept", () => {
  const source = sourceWith({ accept: ["order.*", "exact"] });

  it.each([
    ["order.paid", 1],
    ["order.", 1],
    ["exact", 1],
    ["exactly", 0],
    ["inexact", 0],
    ["preorder.paid", 0],
    ["other", 0],
  ])("%s: %i", (type, events) => {
    const found = made(source, deliveryOf(JSON.stringify({ type })));
    expect([found.events.length, found.dropped]).toEqual([events, 1 - events]);
  });

  it("leaves out the items that are not accepted", () => {
    const split = sourceWith({ accept: ["order.*"] }, { type: ["item:/type"], each: "body:/items" });
    const body = { items: [{ type: "order.a" }, { type: "x" }, { type: "order.b" }] };
    const found = made(split, deliveryOf(JSON.stringify(body)));
    expect(found.events.map(({ detailType }) => detailType)).toEqual(["order.a", "order.b"]);
    expect(found.dropped).toBe(1);
  });
});

describe("each", () => {
  const texts = (each: NonNullable<ProviderEvents["each"]>, body: string) =>
    made(sourceWith({}, { each }), deliveryOf(body)).events.map(({ payload }) =>
      payload.kind === "json" ? payload.text : payload.kind,
    );

  it("is an event for every element of a list, of several lists, or of lists in lists", () => {
    const body = '{"a":[1,2],"b":[3],"c":[{"d":[4,5]},{"d":[6]},{}]}';
    expect(texts("body:/a", body)).toEqual(["1", "2"]);
    expect(texts("body:/a/*", body)).toEqual(["1", "2"]);
    expect(texts(["body:/a", "body:/none", "body:/b"], body)).toEqual(["1", "2", "3"]);
    expect(texts("body:/c/*/d", body)).toEqual(["4", "5", "6"]);
    expect(texts("body:/c/*/d/*", body)).toEqual(["4", "5", "6"]);
  });

  it("is one event where there is no such list", () => {
    const body = '{"a":{"b":1},"c":[]}';
    expect(texts("body:/a", body)).toEqual([body]);
    expect(texts(["body:/x", "body:/a/*"], body)).toEqual([body]);
    expect(texts("body:/c", body)).toEqual([]);
  });
});

describe("redact", () => {
  it("says what to do about a body that it can't read", () => {
    const source = sourceWith({ redact: ["/card"] });
    expect(made(source, deliveryOf('{"card":1}')).events[0]?.payload).toEqual({
      kind: "json",
      text: '{"card":"[redacted]"}',
    });
    expect(refusal(source, "hi", { "content-type": "text/plain" })).toEqual({
      code: "event-invalid",
      message: 'Source "acme" redacts values, but the body is not JSON, so nothing can be redacted in it.',
      remedy: "Take `redact` off the source or exclude this kind of event with `accept`.",
    });
  });
});

describe("a function that picks the bus", () => {
  const body = '{"type":"order.paid","subject":"7","origin":"https://acme.example/","n":[1]}';

  it("sees the event", () => {
    const seen: EventView[] = [];
    const bus = (view: EventView) => (seen.push(view) > 0 ? "other" : "main");
    const words = { "order.*": "order" } as const;
    expect(made(sourceWith({ bus }, { words }), deliveryOf(body)).events[0]?.bus).toBe("other");
    expect(seen).toEqual([
      {
        type: "order.paid",
        subject: "7",
        origin: "https://acme.example/",
        entity: "order",
        action: "paid",
        data: { type: "order.paid", subject: "7", origin: "https://acme.example/", n: [1] },
      },
    ]);
  });

  it("sees no data in what is no JSON", () => {
    const bus = ({ data }: EventView) => (data === undefined ? "other" : "main");
    const text = { headers: { "content-type": "text/plain" } };
    expect(made(sourceWith({ bus }), deliveryOf("hi", text)).events[0]?.bus).toBe("other");
  });

  it("is told of when it throws", () => {
    const bus = () => {
      throw new Error("no");
    };
    expect(refusal(sourceWith({ bus }), body)).toEqual({
      code: "event-invalid",
      message: 'The bus function of source "acme" threw for an event "order.paid".',
      remedy: "Mend it in bridge.config.ts, deploy, and redrive.",
    });
  });

  it("is told of when it names a bus that is none", () => {
    expect(refusal(sourceWith({ bus: () => "nowhere" }), body)).toEqual({
      code: "event-invalid",
      message: 'The bus function of source "acme" gave "nowhere", which is no bus of this deployment.',
      remedy: "Add the bus to bridge.config.ts or mend the function, deploy, and redrive.",
    });
  });
});

describe("what tells events apart", () => {
  const identity = (event: Partial<ProviderEvents>, delivery: Delivery, covered = all) => {
    const [first] = made(sourceWith({}, event), delivery, covered).events;
    return [first?.envelope.id, first?.key];
  };
  const print = all.fingerprint;
  const one = deliveryOf('{"id":"e1","a":"x","b":"y","items":[{"n":"i1"}]}');

  it("is the id, where all of it is signed", () => {
    const id = "text:{body:/a}{body:/b}" as const;
    const partly = { ...all, covers: (pointer: string) => pointer === "body:/a" };
    const none = undefined as never;
    expect(identity({ id, each: none }, one)).toEqual(["xy", "acme#id:xy"]);
    expect(identity({ id, each: none }, one, partly)).toEqual(["xy", `acme#sha256:${print}`]);
  });

  it("is the bytes, where there is no id", () => {
    expect(identity({ id: "body:/none", each: "body:/nowhere" }, one)).toEqual([
      print,
      `acme#sha256:${print}`,
    ]);
  });

  it("is the item's place, unless its id is its own", () => {
    expect(identity({ id: "item:/n" }, one)).toEqual(["i1", "acme#id:i1"]);
    expect(identity({ id: "text:{body:/a}{item:/n}" }, one)).toEqual(["xi1", "acme#id:xi1"]);
    expect(identity({ id: "body:/id" }, one)).toEqual(["e1/0", "acme#id:e1/0"]);
  });

  it("is the time of signing, or a value, where the rules say so", () => {
    const signed = { ...one, signedAt: "1780000000" };
    const rules = { each: "body:/nowhere", distinct: "signing-time" } as const;
    expect(identity({ ...rules, id: "body:/id" }, signed)).toEqual(["e1", "acme#id:e1#1780000000"]);
    expect(identity({ ...rules, id: "body:/none" }, signed)).toEqual([
      print,
      `acme#sha256:${print}#1780000000`,
    ]);
    const value = { ...rules, distinct: "body:/a", id: "body:/id" } as const;
    expect(identity(value, one)).toEqual(["e1", "acme#id:e1#x"]);
    expect(identity({ ...value, distinct: "body:/none" }, one)).toEqual(["e1", "acme#id:e1"]);
  });
});

describe("what a delivery was", () => {
  it.each([
    ["https://h.example/hooks/acme", ""],
    ["https://h.example/hooks/acme?", ""],
    ["https://h.example/hooks/acme?a=1?b", "a=1?b"],
  ])("the query of %s is %j", (url, query) => {
    expect(requestOf(deliveryOf("{}", { url })).query).toBe(query);
  });
});

it("EventBridge gets the time of an event, and that of receipt where there is none or it lies ahead", () => {
  const timeOf = (at: string) => made(sourceWith({}), deliveryOf(`{"at":"${at}"}`)).events[0]?.time;
  expect(timeOf("2026-05-28T20:26:38Z")).toEqual(new Date("2026-05-28T20:26:38Z"));
  expect(timeOf("2026-05-28T20:26:41Z")).toEqual(new Date("2026-05-28T20:26:40Z"));
  expect(timeOf("")).toEqual(new Date("2026-05-28T20:26:40Z"));
});
