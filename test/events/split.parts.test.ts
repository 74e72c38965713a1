import { describe, expect, it } from "vitest";
import { factsOf, factsOfItem } from "../../src/core/facts.ts";
import { parseJson } from "../../src/core/json/json.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { payloadOf } from "../../src/events/payload.ts";
import { type Item, itemsOf, mostItems } from "../../src/events/split.ts";
import { acme, deliveryOf, wholeProof } from "../support/fakes.ts";

const events: ProviderEvents = {
  source: "com.acme",
  type: ["item:/n"],
  each: "body:/a",
  parts: ["item:/v/m", "item:/v/s"],
};

/** The path and the payload of each event. */
function payloads(text: string, rules = events) {
  const headers = new Map([["content-type", "application/json"]]);
  const request = { method: "POST", url: "https://x.example", query: "", headers, body: Buffer.from(text) };
  const facts = factsOf(request);
  return (itemsOf(rules, facts.document) as readonly Item[]).map((item) => {
    const read = payloadOf(rules, request, factsOfItem(facts, item.path, item.span), item);
    if (read.payload.kind !== "json") throw new Error("no JSON");
    expect(parseJson(read.payload.text)?.value).toEqual(read.value);
    return [item.path.join("/"), read.payload.text, read.at.join("/")];
  });
}

describe("parts of an item", () => {
  it("are events with the item around them, in the vendor's own text, without the other parts", () => {
    const text =
      '{"a":[{"f":1.0,"v":{"s":[ 9 ],"k":"ä","m":[{"n":1}, {"n":2}]}},{"f":2,"v":{"m":[]}},{"f":3}]}';
    expect(payloads(text)).toEqual([
      ["a/0/v/m/0", '{"f":1.0,"v":{"s":[],"k":"ä","m":[{"n":1}]}}', "a/0"],
      ["a/0/v/m/1", '{"f":1.0,"v":{"s":[],"k":"ä","m":[{"n":2}]}}', "a/0"],
      ["a/0/v/s/0", '{"f":1.0,"v":{"s":[9],"k":"ä","m":[]}}', "a/0"],
      ["a/1", '{"f":2,"v":{"m":[]}}', "a/1"],
      ["a/2", '{"f":3}', "a/2"],
    ]);
  });

  it("leave what is no list, and an empty list, byte for byte", () => {
    expect(payloads('{"a":[{"v":{"m":[1],"s":{"n": 2}}},{"v":{"s":[ ],"m":[3]}}]}')).toEqual([
      ["a/0/v/m/0", '{"v":{"m":[1],"s":{"n": 2}}}', "a/0"],
      ["a/1/v/m/0", '{"v":{"s":[ ],"m":[3]}}', "a/1"],
    ]);
  });

  it("are looked for in the elements of inner lists", () => {
    const text = '{"a":[{"c":[{"v":{"m":[1,2]}},{"x":1}]}]}';
    expect(payloads(text, { ...events, inner: ["item:/c"] })).toEqual([
      ["a/0/c/0/v/m/0", '{"v":{"m":[1]}}', "a/0/c/0"],
      ["a/0/c/0/v/m/1", '{"v":{"m":[2]}}', "a/0/c/0"],
      ["a/0/c/1", '{"x":1}', "a/0/c/1"],
    ]);
  });

  it("are alone where the item is too large to be repeated for each", () => {
    const parts = Array(mostItems).fill("{}").join(",");
    const [first, ...rest] = payloads(`{"a":[{"v":{"k":"${"x".repeat(1000)}","m":[${parts}]}}]}`);
    expect(first).toEqual(["a/0/v/m/0", "{}", "a/0/v/m/0"]);
    expect(rest).toHaveLength(mostItems - 1);
  });

  it("are repeated up to 33,554,432 characters", () => {
    const item = (length: number) => {
      const frame = '{"k":"","v":{"m":[1,2]}}';
      return frame.replace('""', `"${"x".repeat(length - frame.length)}"`);
    };
    const at = (length: number) =>
      payloads(`{"longer":"${"y".repeat(1_000)}","a":[${item(length)}]}`).map(([, , where]) => where);
    expect(at(16_777_216)).toEqual(["a/0", "a/0"]);
    expect(at(16_777_217)).toEqual(["a/0/v/m/0", "a/0/v/m/1"]);
  });

  it("count against what fits the memory", () => {
    const text = (count: number) => `{"a":[{"v":{"m":[${Array(count).fill("{}").join(",")}]}}]}`;
    expect(itemsOf(events, parseJson(text(mostItems)))).toHaveLength(mostItems);
    expect(itemsOf(events, parseJson(text(mostItems + 1)))).toBe("too-many");
  });
});

it("keep what is redacted in a part out of its attributes", () => {
  const source: Source = {
    name: "acme",
    provider: { ...acme, event: { ...events, subject: "item:/id", time: "item:/at" } },
    bus: "main",
    maxBodyBytes: 1_000,
    redact: ["/v/m/0/id", "/v/m/0/at"],
  };
  const body = '{"a":[{"v":{"m":[{"id":"a1","at":1780000001},{"id":"a2","at":1780000002}]}}]}';
  const made = normalize({ ...deliveryOf(body), proof: wholeProof }, source, new Set(["main"])).events;
  expect(made.map(({ payload }) => payload.kind === "json" && payload.text)).toEqual([
    '{"v":{"m":[{"id":"[redacted]","at":"[redacted]"}]}}',
    '{"v":{"m":[{"id":"[redacted]","at":"[redacted]"}]}}',
  ]);
  const received = deliveryOf(body).receivedAt;
  expect(made.map(({ envelope }) => [envelope.subject, envelope.time])).toEqual([
    [undefined, received],
    [undefined, received],
  ]);
});
