import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Delivery, storedRequest } from "../../src/core/delivery.ts";
import type { EventView } from "../../src/core/event.ts";
import type { Proof } from "../../src/core/proof.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { acme, deliveryOf, wholeProof } from "../support/fakes.ts";

const buses = new Set(["main", "other"]);

function sourceWith(change: Partial<Source>, event: Partial<ProviderEvents> = {}): Source {
  const provider = { ...acme, event: { ...acme.event, ...event } };
  return { name: "acme", provider, bus: "main", maxBodyBytes: 1_000, ...change };
}

const made = (source: Source, delivery: Delivery, proof: Proof = wholeProof) =>
  normalize({ ...delivery, proof }, source, buses);

/** The fingerprint of what the text tells apart. */
const apart = (text: string): string =>
  createHash("sha256").update(`${wholeProof.text.digest}#${text}`).digest("hex");

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

it("a delivery of more items than fit the memory can't be published, and says so", () => {
  const split = sourceWith({}, { each: "body:/items" });
  expect(refusal(split, `{"items":[${"{},".repeat(50_000)}{}]}`)).toEqual({
    code: "event-invalid",
    message: 'A delivery to the source "acme" has more than 50,000 items, too many for one function.',
    remedy:
      "Have the vendor send fewer items at once; take this message from the dead-letter queue and split it by hand.",
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
      message:
        'The source "acme" has `redact`, but the body of this event is not JSON: nothing can be redacted in it.',
      remedy:
        "Remove `redact` from the source, or exclude this kind of event with `accept`; then deploy and redrive.",
    });
  });
});

describe("what is redacted", () => {
  const body = JSON.stringify({
    type: "order.paid",
    id: "e1",
    at: "2026-05-28T20:00:00Z",
    subject: "ann@example.com",
    origin: "https://acme.example/ann",
    deep: { id: "d1", text: '{"mail":"ann@example.com"}' },
  });
  const envelopeOf = (redact: readonly `/${string}`[], event: Partial<ProviderEvents> = {}, text = body) => {
    const [found] = made(sourceWith({ redact }, event), deliveryOf(text)).events;
    if (!found) throw new Error("no event");
    const { id, type, subject, time, origin } = found.envelope;
    return { id, type, subject, time, origin, detailType: found.detailType, key: found.key };
  };
  const whole = {
    id: "e1",
    type: "com.acme.order.paid",
    subject: "ann@example.com",
    time: "2026-05-28T20:00:00Z",
    origin: "https://acme.example/ann",
    detailType: "order.paid",
    key: "acme#id:e1",
  };

  it("is in no attribute either", () => {
    expect(envelopeOf(["/other"])).toEqual(whole);
    expect(envelopeOf(["/subject"])).toEqual({ ...whole, subject: undefined });
    expect(envelopeOf(["/origin"])).toEqual({ ...whole, origin: "/sources/acme" });
    expect(envelopeOf(["/at"])).toEqual({ ...whole, time: "2026-05-28T20:26:40.000Z" });
    expect(envelopeOf(["/type"])).toEqual({ ...whole, type: "com.acme.unknown", detailType: "unknown" });
    expect(envelopeOf(["/*"])).toMatchObject({ subject: undefined, detailType: "unknown" });
  });

  it("is in no attribute that is read from elsewhere", () => {
    expect(envelopeOf(["/deep/text/mail"]).subject).toBeUndefined();
    const rules = { id: "header:x-id", subject: "text:by {query:by}" } as const;
    const of = (redact: readonly `/${string}`[]) => {
      const more = {
        url: "https://h.example/hooks/acme?by=ann@example.com",
        headers: { "x-id": "d1-of-acme" },
      };
      const delivery = deliveryOf('{"id":"d1-of-acme","by":"ann@example.com"}', more);
      const { id, subject } = made(sourceWith({ redact }, rules), delivery).events[0]?.envelope ?? {};
      return [id, subject];
    };
    expect(of(["/none"])).toEqual(["d1-of-acme", "by ann@example.com"]);
    expect(of(["/id", "/by"])).toEqual([wholeProof.text.digest, undefined]);
    const named = JSON.stringify({ type: "order.paid", was: "order.paid", subject: "order.paid" });
    expect(envelopeOf(["/was"], {}, named)).toMatchObject({ detailType: "order.paid", subject: undefined });
  });

  it("is skipped for the next rule with a value", () => {
    expect(envelopeOf(["/subject"], { subject: ["body:/subject", "body:/deep/id"] }).subject).toBe("d1");
    expect(envelopeOf(["/deep"], { subject: ["body:/deep/id", "body:/id"] }).subject).toBe("e1");
    expect(envelopeOf(["/deep/id"], { subject: "text:x-{body:/deep/id}" }).subject).toBeUndefined();
  });

  it("still distinguishes events", () => {
    const hidden = envelopeOf(["/id"]);
    expect(hidden).toEqual({ ...whole, id: wholeProof.text.digest });
    // Another id of the event's would not be as good: it may be that of several.
    expect(envelopeOf(["/id"], { id: ["body:/id", "body:/deep/id"] })).toEqual(hidden);
    expect(envelopeOf(["/id"], { distinct: "body:/deep/id" }).id).toBe(apart("d1"));
  });

  it("hides the string in whose JSON it is, and no other", () => {
    const subject = "body:/deep/text/mail";
    expect(envelopeOf(["/deep/text/mail"], { subject }).subject).toBeUndefined();
    expect(envelopeOf(["/deep/text/mail"], { subject: "body:/deep/text" }).subject).toBeUndefined();
    expect(envelopeOf(["/deep/text/name"], { subject }).subject).toBe("ann@example.com");
  });

  it("is looked up in the payload", () => {
    const part = { data: "body:/deep", subject: ["body:/deep/id", "body:/id"] } as const;
    expect(envelopeOf(["/id"], part)).toMatchObject({ id: "e1", subject: "e1" });
    const items = { each: "body:/items", id: "item:/id", subject: "item:/who" } as const;
    const list = '{"id":"l","items":[{"id":"i","who":"ann"},{"id":"j","who":"bob"}]}';
    const source = sourceWith({ redact: ["/who"] }, items);
    const found = made(source, deliveryOf(list)).events.map(({ envelope }) => [
      envelope.id,
      envelope.subject,
    ]);
    expect(found).toEqual([
      ["i", undefined],
      ["j", undefined],
    ]);
    expect(envelopeOf(["/id"], { ...items, subject: "body:/id" }, list).subject).toBe("l");
  });

  it("still chooses the rules and what is accepted", () => {
    const cases = { "order.paid": { subject: "body:/deep/id" } } as const;
    expect(envelopeOf(["/type"], { by: "body:/type", cases })).toMatchObject({ subject: "d1" });
    const source = sourceWith({ redact: ["/type"], accept: ["order.*"] });
    expect(made(source, deliveryOf(body)).dropped).toBe(0);
  });

  it("is a field where the payload is a form or a query", () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const subjectOf = (redact: readonly `/${string}`[], subject: "form:a" | "query:a", json = false) => {
      const at = { url: "https://h.example/hooks/acme?a=q", headers: json ? {} : form };
      const sent = deliveryOf(json ? '{"a":1}' : subject === "form:a" ? "a=f&b=2" : "", at);
      return made(sourceWith({ redact }, { subject }), sent).events[0]?.envelope.subject;
    };
    expect(subjectOf(["/b"], "form:a")).toBe("f");
    expect(subjectOf(["/a"], "form:a")).toBeUndefined();
    expect(subjectOf(["/a/0"], "form:a")).toBeUndefined();
    expect(subjectOf(["/*"], "form:a")).toBeUndefined();
    expect(subjectOf(["/b"], "query:a")).toBe("q");
    expect(subjectOf(["/a"], "query:a")).toBeUndefined();
    // The query is no part of a payload that is JSON.
    expect(subjectOf(["/a"], "query:a", true)).toBe("q");
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
