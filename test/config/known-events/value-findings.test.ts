import { expect, it } from "vitest";
import { github, stripe } from "../../../src/providers/index.ts";
import { findingsOf } from "./some-bus.ts";

const code = { "acme-github": { provider: github } };
const both = { ...code, billing: { provider: stripe } };
const pattern = (detail: object) => ({ pattern: { detail } });

type Case = readonly [what: string, subscription: object, level: string, message: RegExp, remedy: RegExp];

const cases: readonly Case[] = [
  [
    "a source beside one that comes",
    { pattern: { source: ["com.github", "com.gihub"] } },
    "warning",
    /asks for source "com\.gihub", which no event of its bus has/,
    /nearest is "com\.github"/,
  ],
  [
    "a source in one of two ways",
    { pattern: { $or: [{ source: ["com.gihub"] }, { detail: { entity: ["issue"] } }] } },
    "warning",
    /source "com\.gihub"/,
    /nearest is "com\.github"/,
  ],
  [
    "a bridgesource beside one that comes",
    { on: { bridgesource: ["acme-github", "acme-gihub"] } },
    "warning",
    /detail\.bridgesource "acme-gihub"/,
    /nearest is "acme-github"/,
  ],
  [
    "a word that is none",
    pattern({ entity: ["issue", "isue"] }),
    "warning",
    /detail\.entity "isue"/,
    /nearest is "issue"/,
  ],
  [
    "a word that the bus does not have",
    { on: { entity: ["issue", "employee"] } },
    "warning",
    /detail\.entity "employee"/,
    /Take it out/,
  ],
  [
    "a name by wildcard",
    pattern({ type: ["com.github.push", { wildcard: "com.github.*.openned" }] }),
    "error",
    /asks for detail\.type \{"wildcard":"com\.github\.\*\.openned"\}/,
    /unlisted/,
  ],
  [
    "a name in any case",
    { pattern: { "detail-type": ["push", { "equals-ignore-case": "PUSCH" }] } },
    "error",
    /asks for detail-type \{"equals-ignore-case":"PUSCH"\}/,
    /unlisted/,
  ],
  [
    "a name that is left out",
    pattern({ type: [{ "anything-but": ["com.github.push", "com.github.pusch"] }] }),
    "warning",
    /leaves out detail\.type "com\.github\.pusch"/,
    /nearest is "com\.github\.push"/,
  ],
  [
    "a beginning that is left out",
    pattern({ type: [{ "anything-but": { prefix: ["com.github.push", "com.githb."] } }] }),
    "warning",
    /leaves out detail\.type \{"prefix":"com\.githb\."\}/,
    /Correct it/,
  ],
  [
    "EventBridge's source in the place of CloudEvents' one",
    pattern({ source: ["com.github"], entity: ["issue"] }),
    "error",
    /detail\.source "com\.github", but there stands a URI/,
    /beside `detail`/,
  ],
];

it.each(cases)("%s is said", (_what, subscription, level, message, remedy) => {
  expect(findingsOf(code, subscription)).toEqual([
    { level, message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
  ]);
});

it("a name that a vendor's list may lack is a warning", () => {
  const type = ["com.stripe.invoice.paid", { suffix: ".payed" }];
  expect(findingsOf({ billing: both.billing }, pattern({ type }))).toEqual([
    { level: "warning", message: expect.stringContaining('{"suffix":".payed"}'), remedy: expect.any(String) },
  ]);
});

it.each([
  pattern({ type: [{ "anything-but": "com.github.push" }, { suffix: ".opened" }] }),
  pattern({ entity: ["issue", { exists: false }], bridgesource: [{ prefix: "acme-" }] }),
  pattern({ source: [{ prefix: "https://api.github.com/repos/acme/" }] }),
  { ...pattern({ entity: ["issue", "isue"] }), unlisted: true },
])("nothing is said of %j", (subscription) => {
  expect(findingsOf(both, subscription)).toEqual([]);
});

it.each([
  [
    "a name that does not go with its source",
    { source: ["com.github"], "detail-type": ["invoice.paid"] },
    /"invoice\.paid", which does not come together/,
    /out/,
  ],
  [
    "a name without its end",
    { detail: { type: ["com.github.issues"] } },
    /"com\.github\.issues"/,
    /"com\.github\.issues\.[a-z]+"/,
  ],
  [
    "another vendor's beginning",
    { detail: { type: [{ prefix: "com.zendesk." }] } },
    /"com\.zendesk\.\*"/,
    /^Correct it/,
  ],
])("%s has no misleading neighbour", (_what, given, message, remedy) => {
  expect(findingsOf(both, { pattern: given })).toEqual([
    { level: "error", message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
  ]);
});
