import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { refuseUnknownEvents } from "../../../src/config/known-events/check-known-events.ts";
import { bamboohr, github, slack, stripe, zendesk } from "../../../src/providers/index.ts";
import { findingsOf } from "./some-bus.ts";

const code = { "acme-github": { provider: github } };
const all = {
  ...code,
  "acme-slack": { provider: slack },
  billing: { provider: stripe, accept: ["invoice.*"] },
  hr: { provider: bamboohr },
};

type Sources = Parameters<typeof findingsOf>[0];
type Case = readonly [what: string, sources: Sources, subscription: object, message: RegExp, remedy: RegExp];

const errors: readonly Case[] = [
  [
    "a misspelt name",
    code,
    { pattern: { "detail-type": ["isues.opened"] } },
    /can match none of the 2\d\d known events.*"isues\.opened"/,
    /nearest is "issues\.opened"/,
  ],
  [
    "a misspelt type",
    all,
    { on: { type: "com.github.isues.opened" } },
    /none of the \d+ known events.*isues/,
    /nearest is "com\.github\.issues\.opened"/,
  ],
  [
    "a misspelt beginning",
    all,
    { on: { type: "com.github.isues.*" } },
    /"com\.github\.isues\.\*"/,
    /nearest is "com\.github\.issues\.\*"/,
  ],
  [
    "a misspelt beginning of a name",
    code,
    { pattern: { "detail-type": [{ prefix: "isues" }] } },
    /it asks for "isues\*"/,
    /nearest is "issues\.\*"/,
  ],
  [
    "a beginning that does not go with its words",
    code,
    { on: { type: "com.github.issue*", entity: "customer" } },
    /not come together with its other conditions/,
    /out/,
  ],
  [
    "a type in capitals",
    code,
    { on: { type: "COM.GITHUB.PUSH" } },
    /"COM\.GITHUB\.PUSH"/,
    /nearest is "com\.github\.push"/,
  ],
  [
    "resources, which no event of a bridge has",
    code,
    { pattern: { resources: ["x"] } },
    /none of the/,
    /github/,
  ],
  [
    "a type without its vendor",
    code,
    { on: { type: "issues.opened" } },
    /none of the/,
    /nearest is "com\.github\.issues\.opened"/,
  ],
  [
    "what accept drops",
    { billing: all.billing },
    { pattern: { "detail-type": ["charge.refunded"] } },
    /matches only what `accept` drops/,
    /Add the names/,
  ],
  [
    "a vendor that is not there",
    all,
    { pattern: { source: ["com.gihub"] } },
    /no source of its bus publishes as "com\.gihub"/,
    /nearest is "com\.github"/,
  ],
  [
    "a source that is not there",
    all,
    { on: { bridgesource: "acme-gihub" } },
    /no source named "acme-gihub"/,
    /nearest is "acme-github"/,
  ],
  [
    "words that no event has",
    all,
    { on: { entity: "ticket", action: "created" } },
    /none of the \d+ known events.*entity "ticket" and the action "created"/,
    /github, slack, stripe, bamboohr/,
  ],
  [
    "a field that is none",
    code,
    { pattern: { detail: { tpye: ["com.github.push"] } } },
    /detail\.tpye, a field that no event has/,
    /nearest is detail\.type/,
  ],
  [
    "a name that does not go with its words",
    code,
    { on: { type: "com.github.push", entity: "issue" } },
    /not come together with its other conditions/,
    /out/,
  ],
  [
    "one misspelt name of two",
    code,
    { on: { type: ["com.github.push", "com.github.isues.opened"] } },
    /"com\.github\.isues\.opened", which is none/,
    /"com\.github\.issues\.opened"/,
  ],
];

it.each(errors)("%s is an error", (_what, sources, subscription, message, remedy) => {
  const found = findingsOf(sources, subscription);
  expect(found).toEqual([
    { level: "error", message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
  ]);
  expect(found[0]?.message).toMatch(/^bridge\.config\.ts: subscription "consumer" /);
});

it("what the vendor's list may lack is a warning, with the nearest name", () => {
  const [found, ...others] = findingsOf(
    { billing: { provider: stripe } },
    { pattern: { "detail-type": ["invoice.payed"] } },
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ level: "warning", message: expect.stringContaining('"invoice.payed"') });
  expect(found?.remedy).toContain('nearest is "invoice.paid"');
});

const warnings: readonly Case[] = [
  [
    "a name of no source beside one that comes",
    code,
    { on: { type: ["com.github.push", "com.gitlab.push"] } },
    /"com\.gitlab\.push", but no source of its bus publishes that/,
    /begins with the source/,
  ],
  [
    "a name that accept drops beside one that comes",
    { billing: all.billing },
    { on: { type: ["com.stripe.invoice.paid", "com.stripe.charge.refunded"] } },
    /"com\.stripe\.charge\.refunded", which `accept` drops/,
    /accept/,
  ],
  [
    "a bus without a source",
    code,
    { bus: "other", on: "everything" },
    /no source publishes on its bus/,
    /Give/,
  ],
  [
    "a redacted field",
    { it: { provider: github, redact: ["/sender"], maxBodyBytes: 9_999 } },
    { on: { data: { sender: { login: ["ada"] } } } },
    /detail\.data\.sender\.login.*"it" redacts \("\/sender"\)/,
    /another field/,
  ],
  [
    "a redacted field in a list",
    { it: { provider: github, redact: ["/commits/*/author/email"], maxBodyBytes: 9_999 } },
    { on: { data: { commits: { author: { email: ["a@b.example"] } } } } },
    /commits\.author\.email.*always "\[redacted\]"/,
    /another field/,
  ],
  [
    "the payload of a large event",
    code,
    { on: { data: { action: ["opened"] } } },
    /more than 1,000,000 bytes has no data/,
    /loadData\(\).*"acme-github"/,
  ],
];

it.each(warnings)("%s is a warning", (_what, sources, subscription, message, remedy) => {
  expect(findingsOf(sources, subscription)).toEqual([
    { level: "warning", message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
  ]);
});

describe("nothing is said of", () => {
  const small = { it: { provider: github, redact: ["/sender/email", "/id"], maxBodyBytes: 9_999 } };
  it.each<readonly [string, Sources, object]>([
    [
      "a beginning that a vendor without a list may have",
      { hr: all.hr },
      { on: { type: "com.bamboohr.employee.craeted" } },
    ],
    ["unlisted names", code, { on: { type: "com.github.isues.opened" }, unlisted: true }],
    [
      "names of a vendor of whom none is known",
      { it: { provider: { ...github, id: "own", event: { source: "com.own", type: ["body:/type"] } } } },
      { on: { type: "com.own.any" } },
    ],
    [
      "a part of them all",
      all,
      { pattern: { source: [{ prefix: "com." }], detail: { entity: [{ exists: false }] } } },
    ],
    [
      "what is not this one",
      code,
      { pattern: { detail: { type: [{ "anything-but": "com.github.push" }] } } },
    ],
    ["a field beside a redacted one", small, { on: { data: { sender: { login: ["ada"] } } } }],
    ["that a redacted field is there", small, { on: { data: { sender: { email: [{ exists: true }] } } } }],
    ["that a field is not there", code, { on: { data: { sender: [{ exists: false }] } } }],
    ["a replay", code, { pattern: { source: ["com.github"], "replay-name": [{ exists: false }] } }],
    [
      "words that some deliveries have by their contents",
      { it: { provider: zendesk } },
      { on: { entity: "ticket", action: "created" } },
    ],
  ])("%s", (_what, sources, subscription) => {
    expect(findingsOf(sources, subscription)).toEqual([]);
  });
});

describe("accept", () => {
  const accepting = (accept: readonly string[], more: object = {}) =>
    findingsOf({ it: { provider: github, accept, ...more } });

  it("has names that the vendor has", () => {
    expect(accepting(["push", "issues.*", "*"])).toEqual([]);
    expect(accepting(["isues.*"], { unlisted: true })).toEqual([]);
    expect(accepting(["pusch"])).toEqual([
      {
        level: "error",
        message: expect.stringMatching(
          /source "it" accepts "pusch", which is none of the \d+ known events of GitHub/,
        ),
        remedy: expect.stringContaining('"push"'),
      },
    ]);
    expect(accepting(["com.github.push"])[0]?.remedy).toContain('nearest is "push"');
  });
});

it("everything that is wrong is refused at once, and warnings are said", () => {
  const bridge = (type: readonly string[]) =>
    defineBridge({
      buses: { main: {} },
      sources: { it: { provider: github, bus: () => "main" } },
      subscriptions: {
        one: { bus: "main", on: { type }, queue: {} },
        two: { bus: "main", on: { type: type[0] ?? "" }, queue: {} },
      },
    });
  expect(() => refuseUnknownEvents(bridge(["com.github.pusch"]))).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      remedy: expect.stringMatching(/subscription "two" can match none/),
    }),
  );
  expect(refuseUnknownEvents(bridge(["com.github.push", "com.gitlab.push"]))).toEqual([
    expect.stringMatching(/subscription "one" asks for "com\.gitlab\.push"/),
  ]);
});
