import { describe, expect, it } from "vitest";
import { mostUrlSpellings, urlSpellings } from "../../../src/signatures/parts/url-spellings.ts";

const base = "https://hooks.example/hooks/acme";

/** The queries of the spellings, without the URL before them. */
const queriesOf = (query: string, isReordered = false): readonly string[] =>
  urlSpellings({ url: `${base}?${query}`, query, isReordered }).map((url) => {
    expect(url.startsWith(`${base}?`)).toBe(true);
    return url.slice(base.length + 1);
  });

describe("a query has its usual spellings", () => {
  it.each([
    ["as it came", "a=%2f+%2F", "a=%2f+%2F"],
    ["a space as a plus", "a=x%20y", "a=x+y"],
    ["a plus as a space", "a=x+y", "a=x%20y"],
    ["RFC 3986: nothing reserved is left", "a=(x)!*'%20~", "a=%28x%29%21%2A%27%20~"],
    ["an HTML form", "a=(x)!*'%20~", "a=%28x%29%21*%27+%7E"],
    ["what browsers escape in a component", "a=%28x%29%21%2A%27%20%7E%2F", "a=(x)!*'%20~%2F"],
    [
      "what a query may hold is left",
      "a=https%3A%2F%2Fx.example%2Fy%3Fz%3D1%2C2%40",
      "a=https://x.example/y?z=1,2@",
    ],
    ["the same with a plus", "a=10%3A30%20Uhr", "a=10:30+Uhr"],
    ["brackets are left, in names too", "a%5B%5D=1", "a[]=1"],
    ["brackets are left, and what a path's segment may hold", "a%5B%5D=O%27Hara%7C", "a[]=O'Hara%7C"],
    ["hexadecimal digits in lower case", "a=%C3%A9%2F", "a=%c3%a9%2f"],
    ["both at once", "a=%C3%A9%20x", "a=%c3%a9+x"],
    ["a name without its sign", "flag=&a=1", "flag&a=1"],
    ["a name with a sign", "flag&a=1", "flag=&a=1"],
    ["a name without its sign beside a space", "flag=&a=x%20y", "flag&a=x+y"],
    ["an apostrophe that was escaped on the way, beside other escapes", "a=b%2Fc:%27", "a=b%2Fc:'"],
    [
      "delimiters that were signed unescaped",
      "a=%2Fb%3a%40+%3D%26%2B%255B&c%21=~",
      "a=/b:@+%3D%26%2B%255B&c!=~",
    ],
    ["an apostrophe that was not", "a=b%2Fc:'", "a=b%2Fc:%27"],
  ])("%s", (_, query, spelling) => {
    expect(queriesOf(query)).toContain(spelling);
    expect(queriesOf(query)[0]).toBe(query);
  });

  it("the likeliest first, each with and without the sign, then all in lower case", () => {
    const upper = [
      "n=('%C3%A9)!*%20~:",
      "n=(%27%C3%A9)!*%20~:",
      "n=('%C3%A9)!*%20~%3A",
      "n=%28%27%C3%A9%29%21*+%7E%3A",
      "n=('%C3%A9)!*+~:",
      "n=%28%27%C3%A9%29%21%2A%20~%3A",
      "n=%28%27%C3%A9%29%21%2A+~%3A",
      "n=%28%27%C3%A9%29%21%2A+%7E%3A",
    ].flatMap((query) => [`${query}&e=`, `${query}&e`]);
    const lower = upper.map((query) => query.replace(/%../g, (code) => code.toLowerCase()));
    expect(queriesOf("n=('%C3%A9)!*%20~:&e=")).toEqual([...upper, ...lower]);
  });

  it.each([
    ["Python's quote, which keeps a slash", "next=https%3A//a.example/b%3Fc%3Dd"],
    ["PHP's urlencode, which escapes * and ~", "next=%2A%7E+x"],
    ["the URL standard, which keeps | and braces", "k[a]=O%27Brien%20|%20{x}^`\\"],
  ])("those of %s", (_, signed) => {
    const decoded = [...new URLSearchParams(signed)];
    const arrived = decoded.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    expect(arrived).not.toBe(signed);
    expect(queriesOf(arrived, true)).toContain(signed);
  });

  it("which mean the same parameters as forms are read", () => {
    for (const query of ["a=x+y&b=%2B&c", "a=1&&b==%3D&=", "%3D=%26&é='", "a=%E2%82%AC~(!*)'"])
      for (const spelling of queriesOf(query)) {
        const read = (text: string) => [...new URLSearchParams(text)].filter((pair) => pair.join("") !== "");
        expect(read(spelling)).toEqual(read(query));
      }
  });

  it("of which there is one where every sender writes it alike", () => {
    expect(queriesOf("a=1&b_c.d-e=Z9")).toHaveLength(1);
    expect(urlSpellings({ url: base, query: "" })).toEqual([base]);
    expect(urlSpellings({ url: base, query: "", isReordered: true })).toEqual([base]);
  });

  it("but for a part that can't be decoded without loss", () => {
    expect(queriesOf("a=%zz&b=%FF&c=\ud800")).toEqual(["a=%zz&b=%FF&c=\ud800"]);
    expect(queriesOf("page=first&b=%FF")).toEqual(["page=first&b=%FF"]);
    expect(queriesOf("a=%zz&d=x+y")).toEqual(["a=%zz&d=x+y", "a=%zz&d=x%20y"]);
  });
});

describe("a query that came by name", () => {
  it("has the orders of up to three names; the values of one name stay together", () => {
    const orders = ["a=1&a=3&b=2&c=4", "a=1&a=3&c=4&b=2", "b=2&a=1&a=3&c=4", "b=2&c=4&a=1&a=3"];
    expect(queriesOf("a=1&a=3&b=2&c=4", true)).toEqual([...orders, "c=4&a=1&a=3&b=2", "c=4&b=2&a=1&a=3"]);
    expect(queriesOf("a=1&a=3&b=2&c=4")).toHaveLength(1);
    expect(queriesOf("a=1&b=2&c=3&d=4", true)).toEqual(["a=1&b=2&c=3&d=4"]);
  });

  it("has them by whole names", () => {
    expect(queriesOf("to=1&text=2", true)).toEqual(["to=1&text=2", "text=2&to=1"]);
  });

  it("has its order alone with more names, in every spelling", () => {
    expect(queriesOf("a=1&b=2&c=3&d=x+y", true)).toEqual(["a=1&b=2&c=3&d=x+y", "a=1&b=2&c=3&d=x%20y"]);
  });

  it("has them in every spelling", () => {
    expect(queriesOf("a=1&b=x%20y", true)).toEqual(["a=1&b=x%20y", "b=x%20y&a=1", "a=1&b=x+y", "b=x+y&a=1"]);
  });
});

it("a stranger's query costs a bounded number", () => {
  const query = `e=&q=${encodeURIComponent("é /:'(~)!*[]")}&z=%2f`;
  expect(queriesOf(query, true)).toHaveLength(mostUrlSpellings);
  expect(queriesOf(`${query}&`.repeat(500), true).length).toBeLessThanOrEqual(mostUrlSpellings);
});
