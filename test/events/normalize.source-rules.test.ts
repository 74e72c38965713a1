import { describe, expect, it } from "vitest";
import { type Delivery, storedRequest } from "../../src/core/delivery.ts";
import type { EventView } from "../../src/core/event.ts";
import type { Proof } from "../../src/core/proof.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import { deliveryOf, wholeProof } from "../support/fakes.ts";
import { apart, made, refusal, sourceWith } from "./source-rules.ts";

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

it("a delivery of more items than fit the memory can't be published, and says so", () => {
  const split = sourceWith({}, { each: "body:/items" });
  expect(refusal(split, `{"items":[${"{},".repeat(50_000)}{}]}`)).toEqual({
    code: "event-invalid",
    message: 'A delivery to the source "acme" has more than 50,000 items, too many for one function.',
    remedy:
      "Have the vendor send fewer items at once; take this message from the dead-letter queue and split it by hand.",
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
        name: "order.paid",
        type: "com.acme.order.paid",
        subject: "7",
        origin: "https://acme.example/",
        entity: "order",
        action: "paid",
        data: { type: "order.paid", subject: "7", origin: "https://acme.example/", n: [1] },
      },
    ]);
  });

  it("gets no data from a body that is not JSON", () => {
    const bus = ({ data }: EventView) => (data === undefined ? "other" : "main");
    const text = { headers: { "content-type": "text/plain" } };
    expect(made(sourceWith({ bus }), deliveryOf("hi", text)).events[0]?.bus).toBe("other");
  });

  it.each([
    [new TypeError("of 4111 1111"), "a TypeError"],
    [new EvalError("of 4111 1111"), "an EvalError"],
    [new Error("of 4111 1111"), "an error"],
    [Object.assign(new Error(), { name: "Card 4111" }), "an error"],
    ["4111 1111", "an error"],
  ])("is named in the error when it throws, with the kind of what it threw", (thrown, kind) => {
    const bus = () => {
      throw thrown;
    };
    expect(refusal(sourceWith({ bus }), body)).toEqual({
      code: "event-invalid",
      message: `The \`bus\` function of the source "acme" threw ${kind} for an event "order.paid".`,
      remedy: "Fix the function in bridge.config.ts, deploy, and redrive.",
    });
  });

  it("is named in the error when it returns an unknown bus", () => {
    expect(refusal(sourceWith({ bus: () => "nowhere" }), body)).toEqual({
      code: "event-invalid",
      message:
        'The `bus` function of the source "acme" returned "nowhere", which is not a bus of this deployment.',
      remedy: "Add the bus to bridge.config.ts or fix the function, deploy, and redrive.",
    });
  });
});

describe("what distinguishes events", () => {
  const identity = (event: Partial<ProviderEvents>, delivery: Delivery, proof: Proof = wholeProof) => {
    const [first] = made(sourceWith({}, event), delivery, proof).events;
    return [first?.envelope.id, first?.key];
  };
  const print = wholeProof.text.digest;
  const one = deliveryOf('{"id":"e1","a":"x","b":"y","items":[{"n":"i1"}]}');

  it("is the id, where all of it is signed", () => {
    const id = "text:{body:/a}{body:/b}" as const;
    const partly = { ...wholeProof, covers: ["body:/a"] };
    const none = undefined as never;
    expect(identity({ id, each: none }, one)).toEqual(["xy", "acme#id:xy"]);
    expect(identity({ id, each: none }, one, partly)).toEqual(["xy", `acme#sha256:${print}`]);
  });

  it("is the first id that is signed, else the first", () => {
    const id = ["body:/none", "body:/a", "text:{body:/b}{body:/a}", "body:/b", "body:/id"] as const;
    const of = (...signed: string[]) =>
      identity({ id, each: undefined as never }, one, { ...wholeProof, covers: signed });
    expect(of("body:/b", "body:/id")).toEqual(["y", "acme#id:y"]);
    expect(of()).toEqual(["x", `acme#sha256:${print}`]);
  });

  it("is the bytes without an id", () => {
    expect(identity({ id: "body:/none", each: "body:/nowhere" }, one)).toEqual([
      print,
      `acme#sha256:${print}/0`,
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
    // What counts as another event has another id.
    expect(identity({ ...rules, id: "body:/none" }, signed)).toEqual([
      apart("1780000000"),
      `acme#sha256:${print}/0#1780000000`,
    ]);
    const value = { ...rules, distinct: "body:/a", id: "body:/id" } as const;
    expect(identity(value, one)).toEqual(["e1", "acme#id:e1#x"]);
    const blank = deliveryOf('{"id":"e1","a":" x\u00a0"}');
    expect(identity(value, blank)).toEqual(["e1", "acme#id:e1#x"]);
    expect(identity({ ...value, distinct: "body:/none" }, one)).toEqual(["e1", "acme#id:e1"]);
    const several = {
      ...rules,
      id: "body:/none",
      distinct: ["body:/a", "body:/none", "signing-time"],
    } as const;
    expect(identity(several, signed)).toEqual([apart("x#1780000000"), `acme#sha256:${print}/0#x#1780000000`]);
    expect(identity(several, one)).toEqual([apart("x"), `acme#sha256:${print}/0#x`]);
    expect(identity({ ...several, distinct: ["body:/none"] }, one)).toEqual([
      print,
      `acme#sha256:${print}/0`,
    ]);
  });
});

describe("what a delivery was", () => {
  it.each([
    ["https://h.example/hooks/acme", ""],
    ["https://h.example/hooks/acme?", ""],
    ["https://h.example/hooks/acme?a=1?b", "a=1?b"],
  ])("the query of %s is %j", (url, query) => {
    expect(storedRequest(deliveryOf("{}", { url })).query).toBe(query);
  });
});

it("EventBridge gets the time of an event, or of receipt where that is missing or in the future", () => {
  const timeOf = (at: string) => made(sourceWith({}), deliveryOf(`{"at":"${at}"}`)).events[0]?.time;
  expect(timeOf("2026-05-28T20:26:38Z")).toEqual(new Date("2026-05-28T20:26:38Z"));
  expect(timeOf("2026-05-28T20:26:41Z")).toEqual(new Date("2026-05-28T20:26:40Z"));
  expect(timeOf("1970-01-01T00:00:00Z")).toEqual(new Date(0));
  expect(timeOf("0001-01-01T00:00:00Z")).toEqual(new Date("2026-05-28T20:26:40Z"));
  expect(timeOf("")).toEqual(new Date("2026-05-28T20:26:40Z"));
});
