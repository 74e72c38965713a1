import { expect, it } from "vitest";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { checkLogs } from "../../../src/stack/checks/check-logs.ts";
import { expectRefusal } from "../support/refused.ts";

// As a configuration without types could have it.
const misspelt = "total" as "totals";

const refusals: readonly (readonly [what: string, options: DeploymentOptions, says: RegExp])[] = [
  ["a share over all", { logs: { accepted: 10 } }, /logs\.accepted is 10\. Give a share from 0 to 1/],
  ["a share below none", { logs: { accepted: -0.1 } }, /logs\.accepted is -0\.1/],
  ["a share that is no number", { logs: { accepted: Number.NaN } }, /logs\.accepted is NaN/],
  [
    "another word for the metrics",
    { metrics: misspelt },
    /metrics is "total"\. Write "by-source", or "totals"/,
  ],
];

it.each(refusals)("log and metrics are refused: %s", (_what, deployment, says) =>
  expectRefusal({ deployment }, says),
);

it("alarms by source are refused with totals, and only with them", () => {
  const alarms = { email: "oncall@example.com", perSource: true };
  expect(checkLogs({ alarms, metrics: "totals" })).toEqual([
    ['alarms.perSource needs metrics by source, but metrics is "totals".', "Leave one of them out."],
  ]);
  expect(checkLogs({ alarms })).toEqual([]);
  expect(checkLogs({ alarms: {}, metrics: "totals", logs: { accepted: 0 } })).toEqual([]);
});
