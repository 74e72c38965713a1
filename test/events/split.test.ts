import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/core/json/json.ts";
import { itemsOf, mostItems } from "../../src/events/split.ts";

const listOf = (count: number): string => `[${Array(count).fill("{}").join(",")}]`;
const items = (text: string, ...each: `body:/${string}`[]) => itemsOf(each, parseJson(text));

describe("a delivery's items", () => {
  it("are as many as fit the memory, in one list, in several, or in lists of lists", () => {
    const whole = listOf(mostItems);
    const half = listOf(mostItems / 2);
    expect(items(`{"a":${whole}}`, "body:/a")).toHaveLength(mostItems);
    expect(items(`{"a":${listOf(mostItems + 1)}}`, "body:/a")).toBe("too-many");
    expect(items(`{"a":${half},"b":${half}}`, "body:/a", "body:/b")).toHaveLength(mostItems);
    expect(items(`{"a":${half},"b":${listOf(mostItems / 2 + 1)}}`, "body:/a", "body:/b")).toBe("too-many");
    expect(items(`{"a":[{"b":${half}},{"b":${half}}]}`, "body:/a/*/b")).toHaveLength(mostItems);
    expect(items(`{"a":[{"b":${half}},{"b":${half}},{"b":[1]}]}`, "body:/a/*/b")).toBe("too-many");
  });

  it("are counted in lists only", () => {
    const text = `{"a":[{"b":[1]},{"b":{"length":${mostItems}}},{"b":"${"x".repeat(mostItems)}"}]}`;
    expect(items(text, "body:/a/*/b")).toHaveLength(1);
    expect(items(`{"a":{"length":${mostItems + 1}},"b":[1]}`, "body:/a", "body:/b")).toHaveLength(1);
  });

  it("are not those of a list of which the provider names one element", () => {
    expect(items(`{"a":[[1,2],${"0,".repeat(mostItems)}0]}`, "body:/a/0")).toHaveLength(2);
  });

  it("are undefined without a list, unlike those of an empty list", () => {
    expect(items('{"a":{}}', "body:/a")).toBeUndefined();
    expect(items('{"a":[]}', "body:/a")).toEqual([]);
    expect(items('{"a":[],"b":[1]}', "body:/a", "body:/b")).toHaveLength(1);
    expect(itemsOf(undefined, parseJson("[]"))).toBeUndefined();
    expect(itemsOf("body:", undefined)).toBeUndefined();
  });
});
