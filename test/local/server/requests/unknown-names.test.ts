import { describe, expect, it } from "vitest";
import { makeUnknownNames } from "../../../../src/local/server/requests/unknown-names.ts";

const sources = ["acme-github", "acme-stripe", "billing"];

function told(name: string, known: readonly string[] = sources) {
  const names = makeUnknownNames(known);
  names.note("r-1", name);
  return names.take("r-1");
}

describe("a request to a source that there is not", () => {
  it.each([
    ["acme-gihub", "similar: acme-github"],
    ["github", "similar: acme-github"],
    ["Billing", "similar: billing"],
    ["zzz", "there are: acme-github, acme-stripe, billing"],
    ["", "there are: acme-github, acme-stripe, billing"],
  ])("%s: tells what may have been meant", (name, others) => {
    expect(told(name)).toEqual({ requested: name, detail: `no source is named "${name}"; ${others}` });
  });

  it("lists eight sources at most", () => {
    const many = Array.from({ length: 9 }, (_, index) => `s${index}`);
    expect(told("zzzzzz", many)?.detail).toMatch(/there are: s0, s1, s2, s3, s4, s5, s6, s7, …$/);
  });

  it("holds nothing that a terminal would obey, and no long text", () => {
    expect(told("\u001b[2Jx\r\ny\u0007é\u202e")?.requested).toBe("?[2Jx??y???");
    const long = told("b".repeat(10_000));
    expect(long?.requested).toBe(`${"b".repeat(64)}…`);
    expect(long?.detail.length).toBeLessThan(200);
  });

  it("is told once, and of its own request", () => {
    const names = makeUnknownNames(sources);
    names.note("r-1", "one");
    names.note("r-2", "two");
    expect(names.take("r-2")?.requested).toBe("two");
    expect(names.take("r-2")).toBeUndefined();
    expect(names.take("r-3")).toBeUndefined();
  });

  it("is forgotten when its line never comes: strangers must not fill the memory", () => {
    const names = makeUnknownNames(sources);
    for (let index = 0; index < 201; index++) names.note(`r-${index}`, `name-${index}`);
    expect(names.take("r-0")).toBeUndefined();
    expect(names.take("r-1")?.requested).toBe("name-1");
    expect(names.take("r-200")?.requested).toBe("name-200");
  });
});

it("a known name is not kept", () => {
  expect(told("billing")).toBeUndefined();
});
