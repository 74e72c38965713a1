import { expect, it } from "vitest";
import type { BusConfig } from "../../../src/config/bus-config.ts";
import { build, expectRefusal, names, record } from "../support/refused.ts";

const arn = "arn:aws:events:eu-west-1:444455556666:event-bus/central";

const refusals: readonly (readonly [what: string, bus: BusConfig, says: RegExp])[] = [
  [
    "a name in place of an ARN",
    { arn: "central" },
    /bus "events": its arn is "central"\. Write it as "arn:aws:events/,
  ],
  ["the ARN of a rule", { arn: arn.replace("event-bus", "rule") }, /its arn is/],
  ["an archive", { arn, archiveDays: 30 }, /`arn` and `archiveDays`.* owner makes the archive; claimDays/],
  ["a lock", { arn, locked: true }, /`arn` and `locked`.* owner locks it/],
  ["sharing", { arn, shareWith: { organization: "o-a1b2c3d4e5" } }, /`arn` and `shareWith`/],
  ["forwarding", { arn, forwardTo: [arn] }, /`arn` and `forwardTo`.* owner makes the rule/],
  ["a log", { arn, log: "error" }, /`arn` and `log`/],
  ["schemas", { arn, discoverSchemas: true }, /`arn` and `discoverSchemas`/],
];

it.each(refusals)("an existing bus is refused with %s", (_what, events, says) =>
  expectRefusal({ buses: { events } }, says),
);

it.each([
  arn,
  "arn:aws:events:us-east-1:111122223333:event-bus/default",
  "arn:aws-cn:events:cn-north-1:111122223333:event-bus/team.audit_v2",
])("%s is taken", (existing) => {
  expect(() => build({ buses: { events: { arn: existing, archiveDays: 0 } } })).not.toThrow();
});

it("more ARNs than the functions' environment holds are refused", () => {
  const many = (count: number) => ({ buses: record(names(count, "bus"), { arn }) });
  expect(() => build(many(31))).not.toThrow();
  expectRefusal(many(32), /ARNs of 32 existing buses have 2005 characters .*HOOKBRIDGE_BUS_ARNS.* 2000/);
});

it("existing buses do not count against EventBridge's 100", () => {
  const own = record(names(100, "own"), {});
  expect(() => build({ buses: { ...own, central: { arn } } })).not.toThrow();
});
