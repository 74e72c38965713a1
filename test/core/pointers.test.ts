import { describe, expect, it } from "vitest";
import { factsOf, factsOfItem, factsWithout } from "../../src/core/facts.ts";
import { pointersIn, readFirst, readValue, type Value } from "../../src/core/pointers.ts";
import type { WebhookRequest } from "../../src/core/request.ts";

function request(body: string, headers: Record<string, string> = {}, query = ""): WebhookRequest {
  return {
    method: "POST",
    url: `https://a.example/hooks/x?${query}`,
    query,
    headers: new Map(Object.entries(headers)),
    body: Buffer.from(body),
  };
}

describe("readValue", () => {
  const facts = factsOf(
    request(
      '{"a":{"b~/c":"x","n":12345678901234567890,"f":1.50,"t":true,"z":null,"e":"","l":[{"id":7}]}}',
      { "x-event": "a" },
      "q=1%202&q=3",
    ),
  );
  it.each([
    ["body:/a/b~0~1c", "x"],
    ["body:/a/n", "12345678901234567890"],
    ["body:/a/f", "1.50"],
    ["body:/a/t", "true"],
    ["body:/a/z", undefined],
    ["body:/a/e", undefined],
    ["body:/a/l", undefined],
    ["body:/a/l/0/id", "7"],
    ["body:/a/l/00/id", undefined],
    ["body:/constructor/name", undefined],
    ["body:/__proto__", undefined],
    ["header:x-event", "a"],
    ["header:x-none", undefined],
    ["query:q", "1 2"],
    ["body:/{header:x-event}/t", "true"],
    ["body:/{header:x-none}/t", undefined],
    ["text:{header:x-event}/{body:/a/l/0/id}", "a/7"],
    ["text:{header:x-none}/1", undefined],
    ["item:/id", undefined],
    ["key:body:", "a"],
    ["key:body:/a", "l"],
    ["key:body:/a/l", undefined],
    ["key:body:/a/n", undefined],
    ["key:item:", undefined],
    ["body:/{key:body:}/t", "true"],
    ["has:body:/a", "true"],
    ["has:body:/a/l", "true"],
    ["has:body:/a/none", undefined],
    ["has:body:/a/z", undefined],
    ["has:body:/a/e", undefined],
    ["has:item:/id", undefined],
    ["text:{has:body:/a}-{header:x-event}", "true-a"],
  ] as const)("%s is %s", (pointer, expected) => {
    expect(readValue(facts, pointer as Value)).toBe(expected);
  });

  it("reads no hidden value and no name in it", () => {
    const hiding = (path: readonly string[]) => factsWithout(facts, [path]);
    expect(readValue(hiding(["a", "t"]), "body:/a/t")).toBeUndefined();
    expect(readValue(hiding(["a"]), "body:/a/t")).toBeUndefined();
    expect(readValue(hiding(["a", "f"]), "body:/a/t")).toBe("true");
    expect(readValue(hiding(["a", "l", "*", "id"]), "body:/a/l/0/id")).toBeUndefined();
    expect(readValue(hiding(["a", "l"]), "key:body:/a")).toBe("l");
    expect(readValue(hiding(["a"]), "key:body:/a")).toBeUndefined();
    expect(readValue(hiding(["a", "t"]), "has:body:/a/t")).toBeUndefined();
    expect(readValue(hiding(["a"]), "has:body:/a/t")).toBeUndefined();
    expect(readValue(hiding(["a", "t"]), "has:body:/a/l")).toBe("true");
    expect(readValue(hiding(["x-event"]), "header:x-event")).toBe("a");
  });

  it("reads an item and the levels above it", () => {
    const whole = factsOf(request('{"entry":[{"id":"e","changes":[{"field":"f"}]}]}'));
    const item = factsOfItem(whole, ["entry", "0", "changes", "0"]);
    expect(readValue(item, "item:/field")).toBe("f");
    expect(readValue(item, "item:2/id")).toBe("e");
    expect(readFirst(item, ["item:/none", "item:2/id"])).toBe("e");
  });

  it("never lets what a vendor sends become a pointer", () => {
    const hostile = factsOf(request('{"k":"a/b","a":{"b":"leak"},"a/b":"right"}'));
    expect(readValue(hostile, "body:/{body:/k}")).toBe("right");
  });

  it("reads forms, and the JSON inside one", () => {
    const form = request("payload=%7B%22id%22%3A%22%C3%A9%22%7D&a=1&a=2", {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    });
    expect(readValue(factsOf(form), "form:a")).toBe("1");
    expect(readValue(factsOf(form, "form:payload"), "body:/id")).toBe("é");
    expect(factsOf(form).document).toBeUndefined();
    const bomb = request("a=1&".repeat(60_000), { "content-type": "application/x-www-form-urlencoded" });
    expect(readValue(factsOf(bomb), "form:a")).toBeUndefined();
  });
});

it("pointersIn names what is in braces too", () => {
  expect(
    pointersIn(["text:{body:/a}-{header:b}", "body:/{query:c}/d", "key:body:/e", "has:body:/f"]),
  ).toEqual(["body:/a", "header:b", "body:/{query:c}/d", "query:c", "body:/e", "body:/f"]);
});

describe("JSON in a string", () => {
  const inner = { eventType: "created", data: JSON.stringify({ id: "x", n: 5 }) };
  const base64 = Buffer.from(JSON.stringify({ packageName: "fi.äpp", n: { type: 4 } })).toString("base64");
  const facts = factsOf(
    request(
      JSON.stringify({
        data: JSON.stringify(inner),
        message: { data: base64 },
        plain: "eyes",
        broken: '{"a"',
        n: "1",
      }),
    ),
  );
  it.each([
    ["body:/data/eventType", "created"],
    ["body:/data/data/id", "x"],
    ["body:/data/data/n", "5"],
    ["body:/message/data/packageName", "fi.äpp"],
    ["body:/message/data/n/type", "4"],
    ["body:/message/data", base64],
    ["body:/plain/a", undefined],
    ["body:/broken/a", undefined],
    ["body:/n/a", undefined],
    ["body:/data/constructor/name", undefined],
  ])("%s", (pointer, text) => {
    expect(readValue(facts, pointer as Value)).toBe(text);
  });
});

it("names the list that an item stands in", () => {
  const facts = factsOfItem(factsOf(request('{"a":{"follow_events":[{"id":1}]}}')), [
    "a",
    "follow_events",
    "0",
  ]);
  expect(readValue(facts, "item:1#")).toBe("follow_events");
  expect(readValue(facts, "text:{item:2#}-{item:/id}")).toBe("a-1");
  expect(readValue(facts, "item:9#")).toBeUndefined();
  expect(readValue(factsOf(request("{}")), "item:1#")).toBeUndefined();
});
