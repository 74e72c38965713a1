import { describe, expect, it } from "vitest";
import { type FindKnown, findItems, fitOf } from "../../../../src/console/shell/find/find-items.ts";

const known: FindKnown = {
  pages: [
    { kind: "Page", label: "Overview", href: "/" },
    { kind: "Page", label: "Dead letters", href: "/dead-letters" },
  ],
  sources: ["acme-github", "acme-stripe", "git mirror"],
  subscriptions: ["builds"],
  types: ["com.github.push", "com.stripe.invoice.paid"],
  commands: [{ kind: "Command", label: "Theme: dark", run: () => {} }],
};
const found = (text: string): readonly string[] =>
  findItems(text, known).map(({ kind, label, href }) => `${kind} ${label} ${href ?? "runs"}`);

describe("an id leads to its page", () => {
  it.each([
    ["dlv_1950ce4c-eeda-47cf-bc44-33fa51d98e87", "/deliveries/dlv_1950ce4c-eeda-47cf-bc44-33fa51d98e87"],
    ["req_5e20d9", "/requests/req_5e20d9"],
    ["6425C53B-9e80-41f2-81c2-83bb4225c26a", "/events/6425C53B-9e80-41f2-81c2-83bb4225c26a"],
    [" dlv_1 ", "/deliveries/dlv_1"],
    ["dlv_a/b", "/deliveries/dlv_a%2Fb"],
  ])("%s", (text, href) => {
    expect(findItems(text, known)[0]).toMatchObject({ kind: "Id", href });
  });

  it("a vendor's id may be that of an event, behind what is known by that name", () => {
    expect(found("evt_1RkAhV2")[0]).toBe("Id evt_1RkAhV2 /events/evt_1RkAhV2");
    const more = { ...known, sources: ["acme-shop-2"] };
    expect(findItems("acme-shop-2", more).map(({ kind }) => kind)).toEqual(["Source", "Id", "Search"]);
  });

  it("half an id is a search", () => {
    expect(found("dlv_")).toEqual(['Search Search the stream for "dlv_" /stream?text=dlv_']);
  });
});

it("what begins with the text goes before what has it in it, and the search is always there", () => {
  expect(found("git")).toEqual([
    "Source git mirror /sources/git%20mirror",
    "Source acme-github /sources/acme-github",
    "Type com.github.push /stream?type=com.github.push",
    'Search Search the stream for "git" /stream?text=git',
  ]);
  expect(found("dark")[0]).toBe("Command Theme: dark runs");
});

it("with nothing typed there are pages and commands", () => {
  expect(found(" ")).toEqual([
    "Page Overview /",
    "Page Dead letters /dead-letters",
    "Command Theme: dark runs",
  ]);
});

it("a text of any characters is looked for as it is", () => {
  expect(found("a.*")).toHaveLength(1);
  expect([fitOf("acme-github", "GIT"), fitOf("acme-github", "thub"), fitOf("acme", "x")]).toEqual([
    1,
    2,
    undefined,
  ]);
  expect(fitOf("a (b) c", "(b")).toBe(1);
});
