import { expect, it } from "vitest";
import { github } from "../../../src/providers/index.ts";
import { build, expectRefusal, names, type Refusal, record } from "../support/refused.ts";

const refusals: readonly Refusal[] = [
  [
    "a name that AWS does not accept",
    { name: "Acme Hooks" },
    /name is "Acme Hooks"\. Write it as lower-case/,
  ],
  [
    "more buses than EventBridge allows",
    { buses: record(names(101, "bus"), {}) },
    /101 buses\. .* allows 100/,
  ],
  [
    "more sources than a stack holds",
    { sources: record(names(301, "source"), { provider: github, bus: "events" }) },
    /301 sources\. .* holds 300/,
  ],
  [
    "alarms of more sources than a stack holds",
    {
      sources: record(names(91, "source"), { provider: github, bus: "events" }),
      deployment: { alarms: { perSource: true } },
    },
    /91 sources, and alarms\.perSource\. .*holds the alarms of 90/,
  ],
  [
    "a bus of a stage that does not exist",
    { stages: { prod: { buses: { evnts: {} } } } },
    /stages\.prod changes the bus "evnts", which is not in `buses`/,
  ],
];

it.each(refusals)("a deployment is refused: %s", (_what, config, says) => expectRefusal(config, says));

it("the alarms of as many sources as are allowed fit into a stack", () => {
  const sources = record(names(90, "source"), { provider: github, bus: "events" });
  expect(build({ sources, deployment: { alarms: { perSource: true } } })).toBeDefined();
});

it("a stage is refused that has a hyphen", () => {
  expectRefusal({}, /stage is "pre-prod"/, "pre-prod");
});

it("everything that is wrong is named at once", () => {
  expect(() => build({ deployment: { logDays: 2, claimDays: 1 } })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("claimDays"),
      remedy: expect.stringContaining("logDays"),
    }),
  );
});
