import { describe, expect, it } from "vitest";
import { fieldVerdicts } from "../../../src/core/patterns/field-verdicts.ts";

const event = JSON.stringify({
  source: "com.github",
  detail: {
    entity: "issue",
    action: "created",
    data: { number: 1347, repository: { full_name: "acme/app" }, labels: [{ name: "bug" }, { name: "ui" }] },
  },
});

const lines = (pattern: object | string, text = event): readonly string[] | undefined =>
  fieldVerdicts(typeof pattern === "string" ? pattern : JSON.stringify(pattern), text)?.map(
    ({ field, matched, why }) => `${matched ? "+" : "-"} ${field} ${why}`,
  );

describe("fieldVerdicts", () => {
  it("says of each field what it is and what it needs", () => {
    const pattern = {
      source: ["com.github"],
      detail: { action: ["closed"], entity: ["issue", "ticket"], resource: ["x", null] },
    };
    expect(lines(pattern)).toEqual([
      "+ source is com.github",
      "- detail.action is created, needs closed",
      "+ detail.entity is issue",
      "- detail.resource is absent, needs x or null",
    ]);
  });

  it.each([
    [[{ prefix: "acme/" }], "+ is acme/app: begins with acme/"],
    [[{ prefix: "other/" }], "- is acme/app, needs a value that begins with other/"],
    [[{ suffix: ".js" }, "lib"], "- is acme/app, needs lib or a value that ends with .js"],
    [[{ wildcard: "acme/*p" }], "+ is acme/app: is like acme/*p"],
    [
      [{ "anything-but": ["a", "acme/app"] }],
      "- is acme/app, needs a value that is anything but a or acme/app",
    ],
    [
      [{ "anything-but": { prefix: "acme" } }],
      "- is acme/app, needs a value that is anything but what begins with acme",
    ],
    [[{ "equals-ignore-case": "ACME/APP" }], "+ is acme/app: is, in capitals or not, ACME/APP"],
    [[{ exists: false }], "- is acme/app, needs to be absent"],
    [[{ exists: true }], "+ is acme/app: is there"],
    [[{ cidr: "10.0.0.0/8" }], "- is acme/app, needs a value that is an address in 10.0.0.0/8"],
  ])("puts %j into words", (condition, expected) => {
    const pattern = { detail: { data: { repository: { full_name: condition } } } };
    expect(lines(pattern)).toEqual([expected.replace(" ", " detail.data.repository.full_name ")]);
  });

  it("says numbers as they are written", () => {
    const ofNumber = (condition: string): unknown => lines(`{"detail":{"data":{"number":[${condition}]}}}`);
    expect(ofNumber('{"numeric":[">",1,"<=",1e3]}')).toEqual([
      "- detail.data.number is 1347, needs a value that is > 1 and <= 1e3",
    ]);
    expect(ofNumber("12345678901234567890")).toEqual([
      "- detail.data.number is 1347, needs 12345678901234567890",
    ]);
    expect(ofNumber('"1347"')).toEqual(['- detail.data.number is 1347, needs "1347"']);
  });

  it("names an object, of which a pattern must name a member", () => {
    expect(lines({ detail: { data: { repository: ["acme/app"] } } })).toEqual([
      "- detail.data.repository is an object, needs acme/app",
    ]);
  });

  it("takes the alternative of $or that matches, else the nearest", () => {
    const pattern = { $or: [{ detail: { action: ["closed"] } }, { source: ["com.github"] }] };
    expect(lines(pattern)).toEqual(["+ source is com.github"]);
    const none = {
      $or: [
        { detail: { action: ["closed"], entity: ["x"] } },
        { detail: { action: ["closed"], entity: ["issue"] } },
      ],
    };
    expect(lines(none)).toEqual(["- detail.action is created, needs closed", "+ detail.entity is issue"]);
  });

  it("names the values of an array that match, and some that do not", () => {
    expect(lines({ detail: { data: { labels: { name: ["ui"] } } } })).toEqual([
      "+ detail.data.labels.name is ui",
    ]);
    expect(lines({ detail: { data: { labels: { name: ["x"] } } } })).toEqual([
      "- detail.data.labels.name is bug, ui, needs x",
    ]);
  });

  it("gives undefined for a pattern that is not valid", () => {
    expect(lines('{"a":[]}')).toBeUndefined();
  });
});
