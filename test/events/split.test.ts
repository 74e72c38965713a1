import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/core/json/json.ts";
import { type Item, itemsOf, mostItems } from "../../src/events/split.ts";

const listOf = (count: number): string => `[${Array(count).fill("{}").join(",")}]`;
const items = (text: string, ...each: `body:/${string}`[]) => itemsOf({ each }, parseJson(text));

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
    expect(itemsOf({}, parseJson("[]"))).toBeUndefined();
    expect(itemsOf({ each: "body:" }, undefined)).toBeUndefined();
  });
});

describe("lists inside an item", () => {
  const paths = (text: string, ...inner: `item:/${string}`[]) => {
    const found = itemsOf({ each: "body:/a", inner }, parseJson(text));
    return Array.isArray(found) ? found.map(({ path }) => path.join("/")) : found;
  };

  it("give one event per element, beside items that have none", () => {
    const text = '{"a":[{"m":[1,2],"s":[3]},{"other":[4]},{"v":{"s":[5]}}]}';
    expect(paths(text, "item:/m", "item:/s", "item:/v/s")).toEqual([
      "a/0/m/0",
      "a/0/m/1",
      "a/0/s/0",
      "a/1",
      "a/2/v/s/0",
    ]);
  });

  it("leave the item as it is where they are empty or no lists", () => {
    expect(paths('{"a":[{"m":[]},{"m":{"0":1}},{"m":"x"},[]]}', "item:/m")).toEqual([
      "a/0",
      "a/1",
      "a/2",
      "a/3",
    ]);
    expect(paths('{"a":[{"m":[],"s":[1]}]}', "item:/m", "item:/s")).toEqual(["a/0/s/0"]);
  });

  it("keep the text and the value of their elements", () => {
    const [item] = itemsOf(
      { each: "body:/a", inner: ["item:/m"] },
      parseJson('{"a":[{"m":[ {"n":1.0} ]}]}'),
    ) as Item[];
    expect(item).toMatchObject({ value: { n: 1 }, span: { start: 13, end: 22 } });
  });

  it("count against what fits the memory, together with the items before them", () => {
    const half = listOf(mostItems / 2);
    expect(paths(`{"a":[{"m":${half}},{"m":${half}}]}`, "item:/m")).toHaveLength(mostItems);
    expect(paths(`{"a":[{"m":${half}},{"m":${half}},{}]}`, "item:/m")).toBe("too-many");
    expect(paths(`{"a":[{"m":${half},"s":${half}}]}`, "item:/m", "item:/s")).toHaveLength(mostItems);
    expect(paths(`{"a":[{"m":${half},"s":${listOf(mostItems / 2 + 1)}}]}`, "item:/m", "item:/s")).toBe(
      "too-many",
    );
  });
});
