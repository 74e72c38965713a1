import { describe, expect, it } from "vitest";
import { checkedWith, type Refusal } from "./checked.ts";

it.each([
  ["everything", { source: [{ prefix: "" }] }],
  [
    { type: ["com.github.issues.*", "com.github.push"] },
    { detail: { type: [{ prefix: "com.github.issues." }, "com.github.push"] } },
  ],
  [
    { entity: "ticket", action: ["created", "closed"], bridgesource: "acme-github", subject: "a" },
    {
      detail: {
        entity: ["ticket"],
        action: ["created", "closed"],
        bridgesource: ["acme-github"],
        subject: ["a"],
      },
    },
  ],
  [
    { data: { repository: { full_name: [{ prefix: "acme/" }] } } },
    { detail: { data: { repository: { full_name: [{ prefix: "acme/" }] } } } },
  ],
])("on: %j is one pattern", (on, pattern) => {
  expect(JSON.parse(checkedWith({ on })?.pattern ?? "")).toEqual(pattern);
});

it("a pattern goes as it is", () => {
  const pattern = { source: ["com.github"], "detail-type": [{ wildcard: "issues.*" }] };
  expect(checkedWith({ on: undefined, pattern })?.pattern).toBe(JSON.stringify(pattern));
});

const unfit: readonly Refusal[] = [
  ["an unknown bus", { bus: "evnts" }, /"evnts".*only events, other/, /mean "events"/],
  ["a bus of another account", { bus: "central" }, /existing one \(`arn`\)/, /with that bus/],
  ["no events", { on: undefined }, /which events it takes/, /"everything"/],
  ["on and pattern", { pattern: { source: ["a"] } }, /both `on` and `pattern`/, /Keep one/],
  ["an empty on", { on: {} }, /nothing in `on`/, /"everything"/],
  ["another word for all", { on: "all" }, /"all" as `on`/, /"everything"/],
  ["an empty list", { on: { type: [] } }, /empty list as on\.type/, /Leave it out/],
  ["a number", { on: { subject: 7 } }, /7 in on\.subject/, /text/],
  [
    "a wildcard in the middle",
    { on: { type: "com.*.push" } },
    /only at the end of a type/,
    /wildcard: "com\.\*\.push"/,
  ],
  ["a wildcard in a subject", { on: { subject: "a/*" } }, /only at the end of a type/, /subject: \[/],
  ["an unknown action", { on: { action: "openned" } }, /action "openned"/, /"opened"/],
  ["an unknown entity", { on: { entity: ["tikcet"] } }, /entity "tikcet"/, /"ticket"/],
  ["a part of `on` that is not there", { on: { types: ["a"] } }, /on has no setting "types"/, /type, entity/],
  [
    "a wrong operator",
    { on: undefined, pattern: { source: [{ wildcrad: "a*" }] } },
    /refuses: Unrecognized match type wildcrad\.$/,
    /consuming/,
  ],
  [
    "a payload's condition without its list",
    { on: { data: { a: "b" } } },
    /refuses: "a" must be an object or an array\.$/,
    /list/,
  ],
  ["a list as a pattern", { on: undefined, pattern: [1] }, /refuses: Filter is not an object/, /./],
  [
    "a pattern that is too long",
    { on: { type: Array.from({ length: 99 }, (_, n) => `com.github.some.name.${n}`) } },
    /of 2\d{3} characters.*2048/,
    /issues\.\*/,
  ],
];

describe("a choice of events is refused:", () => {
  it.each(unfit)("%s", (_what, changes, message, remedy) => {
    const refused = {
      code: "config-invalid",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    };
    expect(() => checkedWith(changes)).toThrow(expect.objectContaining(refused));
    expect(() => checkedWith(changes)).toThrow(/^bridge\.config\.ts: subscription "builds"/);
  });
});
