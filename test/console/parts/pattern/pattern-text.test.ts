import { describe, expect, it } from "vitest";
import {
  subscriptionEntry,
  typePattern,
  withValue,
  wordsPattern,
} from "../../../../src/console/parts/pattern/pattern-text.ts";

const same = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

describe("withValue", () => {
  const pattern = '{"source":["com.github"],"detail":{"action":["created"]}}';

  it("adds a field, a value to a field's list, and nothing twice", () => {
    expect(same(withValue(pattern, ["detail", "data", "issue", "number"], "1347"))).toEqual({
      source: ["com.github"],
      detail: { action: ["created"], data: { issue: { number: [1347] } } },
    });
    expect(same(withValue(pattern, ["detail", "action"], '"reopened"'))).toEqual({
      source: ["com.github"],
      detail: { action: ["created", "reopened"] },
    });
    expect(same(withValue(pattern, ["detail", "action"], '"created"'))).toEqual(JSON.parse(pattern));
    expect(same(withValue("  ", ["source"], '"a"'))).toEqual({ source: ["a"] });
  });

  it("spells a text as JSON does, whatever the vendor escaped", () => {
    expect(withValue("{}", ["source"], String.raw`"kahvila\/tilaukset"`)).toContain('["kahvila/tilaukset"]');
    expect(same(withValue('{"source":["a/b"]}', ["source"], String.raw`"a\/b"`))).toEqual({
      source: ["a/b"],
    });
  });

  it("keeps every digit, and keys that look like numbers or are inherited by objects", () => {
    expect(withValue("{}", ["detail", "id"], "12345678901234567890")).toContain("[12345678901234567890]");
    expect(same(withValue("{}", ["detail", "0", "constructor"], "1"))).toEqual({
      detail: { "0": { constructor: [1] } },
    });
    expect(withValue("{}", ["__proto__", "a"], "1")?.replace(/\s/g, "")).toBe('{"__proto__":{"a":[1]}}');
  });

  it("gives undefined where the pattern has something else there, or is none", () => {
    expect(withValue(pattern, ["detail"], "1")).toBeUndefined();
    expect(withValue(pattern, ["source", "name"], "1")).toBeUndefined();
    expect(withValue("[1]", ["source"], "1")).toBeUndefined();
    expect(withValue("{", ["source"], "1")).toBeUndefined();
  });
});

describe("patterns of an event", () => {
  const event = (detail: object): string =>
    JSON.stringify({ source: "com.github", "detail-type": "issues.opened", detail });

  it("take what happened, at any vendor's", () => {
    const words = { type: "com.github.issues.opened", entity: "issue", action: "created" };
    expect(same(wordsPattern(event(words)))).toEqual({
      source: ["com.github"],
      detail: { entity: ["issue"], action: ["created"] },
    });
    expect(same(wordsPattern(event({ ...words, action: undefined })))).toEqual({
      source: ["com.github"],
      detail: { entity: ["issue"] },
    });
  });

  it("take the type where there are no words, or it is asked for", () => {
    const typed = { source: ["com.github"], detail: { type: ["com.github.x"] } };
    expect(same(wordsPattern(event({ type: "com.github.x" })))).toEqual(typed);
    expect(same(typePattern(event({ type: "com.github.x", entity: "issue" })))).toEqual(typed);
  });
});

describe("subscriptionEntry", () => {
  it("is none while a pattern is being typed: no length of it hangs or throws", () => {
    const whole = '{"detail":{"type":["com.github.push"]}}';
    for (let length = 0; length < whole.length; length++)
      expect(subscriptionEntry(whole.slice(0, length), "b")).toBeUndefined();
    expect(subscriptionEntry(whole, "b")).toContain("com.github.push");
    expect(subscriptionEntry(`${'{"a":'.repeat(9_000)}["b"]${"}".repeat(9_000)}`, "b")).toBeUndefined();
  });

  it("has a filter where that says the same", () => {
    const pattern = '{"detail":{"entity":["issue"],"data":{"n":[{"exists":true}]}}}';
    const entry = subscriptionEntry(pattern, "engineering") ?? "";
    expect(entry.replace(/\s+/g, " ")).toBe(
      '"my-consumer": { bus: "engineering", on: { "entity": ["issue"], "data": { "n": [ { "exists": true } ] } }, queue: {}, // or function: "consumers/my-consumer.ts" }, ',
    );
  });

  it.each([
    '{"source":["com.github"]}',
    '{"detail":{"type":[{"prefix":"a"}]}}',
    '{"detail":{"data":["x"]}}',
    '{"detail":{"other":["x"]}}',
  ])("has the pattern where a filter can't say %s", (pattern) => {
    const entry = subscriptionEntry(pattern, "b") ?? "";
    expect(entry).toContain("pattern: {");
    expect(JSON.parse(/pattern: (.*),\s*queue/s.exec(entry)?.[1] ?? "")).toEqual(JSON.parse(pattern));
  });
});
