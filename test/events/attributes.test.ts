import { describe, expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import { attributesOf } from "../../src/events/attributes.ts";
import { deliverySubject } from "../../src/events/delivery-subject.ts";

const factsOfBody = (body: unknown) =>
  factsOf({
    method: "POST",
    url: "https://hooks.example/hooks/acme",
    query: "",
    headers: new Map([["content-type", "application/json"]]),
    body: Buffer.from(JSON.stringify(body)),
  });

const read = (rules: Partial<ProviderEvents>, body: unknown) =>
  attributesOf({ source: "com.acme", type: [], ...rules }, factsOfBody(body), () => true);

describe("the name of an event", () => {
  const type = ["body:/kind", "body:/action"] as const;
  const named = (body: unknown) => read({ type }, body).name;

  it.each([
    ["is made of its parts", { kind: "issue", action: "opened" }, "issue.opened"],
    ["leaves out what is missing", { action: "opened" }, "opened"],
    ["leaves out what is blank", { kind: " \n", action: "opened" }, "opened"],
    ["loses the provider's own prefix", { kind: "com.acme.issue", action: "opened" }, "issue.opened"],
    ["keeps it elsewhere", { kind: "x", action: "com.acme.issue" }, "x.com.acme.issue"],
    ["is unknown where there is none", {}, "unknown"],
    ["is unknown where the prefix is all", { kind: "com.acme." }, "unknown"],
    ["is whole, however long", { kind: "x".repeat(1_000), action: "done" }, `${"x".repeat(1_000)}.done`],
  ])("%s", (_, body, name) => {
    expect(named(body)).toBe(name);
  });

  it("is unknown without rules", () => {
    expect(read({}, { kind: "issue" }).name).toBe("unknown");
  });
});

describe("the id of an event", () => {
  const id = ["body:/id", "text:{body:/key}-{body:/try}"] as const;
  const found = (body: unknown) => read({ id }, body).id;

  it("is the first that is present, with its pointers", () => {
    expect(found({ id: "e1", key: "k" })).toEqual({ text: "e1", pointers: ["body:/id"] });
    expect(found({ key: "k", try: 2 })).toEqual({ text: "k-2", pointers: ["body:/key", "body:/try"] });
    expect(read({ id: "body:/id" }, { id: 7 }).id).toEqual({ text: "7", pointers: ["body:/id"] });
  });

  it("loses the white space around it", () => {
    expect(found({ id: " e1 " })?.text).toBe("e1");
  });

  it("is undefined where it would lose characters: two ids must not become one", () => {
    expect(found({ id: "e\u00001" })).toBeUndefined();
    expect(found({ id: "e\u00001", key: "k", try: 1 })?.text).toBe("k-1");
    expect(found({ id: "x".repeat(1_025) })).toBeUndefined();
  });

  it("is undefined without rules", () => {
    expect(read({}, { id: "e1" }).id).toBeUndefined();
  });
});

describe("the time of an event", () => {
  it("is the first that can be read", () => {
    const time = ["body:/at", "body:/created"] as const;
    expect(read({ time }, { at: "soon", created: 1_780_000_000 }).time).toBe("2026-05-28T20:26:40.000Z");
    expect(read({ time }, { at: "soon" }).time).toBeUndefined();
    expect(read({ time: "body:/at" }, { at: "2026-05-28T20:26:38Z" }).time).toBe("2026-05-28T20:26:38Z");
    expect(read({}, { at: "2026-05-28T20:26:38Z" }).time).toBeUndefined();
  });
});

describe("the origin of an event", () => {
  const origin = (text: unknown) => read({ origin: "body:/origin" }, { origin: text }).origin;

  it.each([
    ["https://acme.example/a?b=c#d", "https://acme.example/a?b=c#d"],
    ["https://acme.example/%C3%A9", "https://acme.example/%C3%A9"],
    ["https://acme.example/é b", "https://acme.example/%C3%A9%20b"],
    ["a^b`c|d\\e", "a%5Eb%60c%7Cd%5Ce"],
    ["a{b}", "a%7Bb%7D"],
    ["50% off, 5%2 or 5%fF%G0", "50%25%20off,%205%252%20or%205%fF%25G0"],
    ["50%", "50%25"],
    ["https://acme.example/%C3%A9 😀", "https://acme.example/%C3%A9%20%F0%9F%98%80"],
    ["1a:b", "1a%3Ab"],
  ])("%s is %s", (text, uri) => {
    expect(origin(text)).toBe(uri);
  });

  it("is undefined where it is missing", () => {
    expect(origin(undefined)).toBeUndefined();
  });
});

it("the subject and the words of an event are read by the rules", () => {
  const words = { "order.*": "order paid" } as const;
  const body = { type: "order.settled", n: " 7\n" };
  expect(read({ type: ["body:/type"], subject: ["body:/x", "body:/n"], words }, body)).toMatchObject({
    subject: "7",
    entity: "order",
    action: "paid",
  });
});

describe("the rules of a case", () => {
  const events: ProviderEvents = {
    source: "com.acme",
    type: ["body:/type"],
    subject: "body:/id",
    by: "body:/type",
    cases: { issue: { subject: "body:/issue/number" } },
  };

  it("override the provider's", () => {
    const body = { type: "issue", id: "e1", issue: { number: 7 } };
    expect(attributesOf(events, factsOfBody(body), () => true)).toMatchObject({
      name: "issue",
      subject: "7",
    });
  });

  it.each(["push", "toString", "__proto__"])("do not for %s", (type) => {
    const body = { type, id: "e1", issue: { number: 7 } };
    expect(attributesOf(events, factsOfBody(body), () => true)).toMatchObject({ name: type, subject: "e1" });
  });
});

describe("the subject that a delivery's one event will have", () => {
  const subject = ["body:/issue", "text:{body:/a}/{body:/b}"] as const;
  const of = (events: Partial<ProviderEvents>, body: unknown) =>
    deliverySubject({ source: "com.acme", type: [], ...events }, factsOfBody(body));

  it("is the first that is present, with its pointers", () => {
    expect(of({ subject }, { issue: 7 })).toEqual({ text: "7", pointers: ["body:/issue"] });
    expect(of({ subject }, { a: "x", b: "y" })).toEqual({ text: "x/y", pointers: ["body:/a", "body:/b"] });
    expect(of({ subject: "body:/issue" }, { issue: " 7 " })).toEqual({
      text: "7",
      pointers: ["body:/issue"],
    });
  });

  it("is the one of its case", () => {
    const cases = { issue: { subject: "body:/n" } } as const;
    expect(of({ subject: "body:/id", by: "body:/type", cases }, { type: "issue", id: 1, n: 2 })?.text).toBe(
      "2",
    );
  });

  it("is undefined for a blank one, even if another follows, like the event's own subject", () => {
    expect(of({ subject }, { issue: "\u0000", a: "x", b: "y" })).toBeUndefined();
  });

  it("is undefined without rules or value, and for many events", () => {
    expect(of({}, { issue: 7 })).toBeUndefined();
    expect(of({ subject }, {})).toBeUndefined();
    expect(of({ subject, each: "body:/list" }, { issue: 7, list: [1, 2] })).toBeUndefined();
    expect(of({ subject, each: "body:/list" }, { issue: 7 })?.text).toBe("7");
  });
});
