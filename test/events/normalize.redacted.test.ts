import { describe, expect, it } from "vitest";
import type { ProviderEvents } from "../../src/core/provider.ts";
import { deliveryOf, wholeProof } from "../support/fakes.ts";
import { apart, made, refusal, sourceWith } from "./source-rules.ts";

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
