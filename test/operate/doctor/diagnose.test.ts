import { expect, test } from "vitest";
import { BridgeError } from "../../../src/core/errors.ts";
import { diagnose } from "../../../src/operate/doctor/diagnose.ts";
import type { CheckReport, DoctorCheck } from "../../../src/operate/doctor/finding.ts";

const check = (name: string, run: DoctorCheck<string>["run"]): DoctorCheck<string> => ({
  name,
  about: `about ${name}`,
  run,
});

test("makes all checks; one that fails is a finding and stops none; the bad findings come first", async () => {
  const told: CheckReport[] = [];
  const diagnosis = await diagnose(
    [
      check("fine", async () => []),
      check("denied", async () => {
        throw new BridgeError("aws-failed", "AWS does not allow it.", "Have events:ListRules allowed.");
      }),
      check("skipped", async () => ({ skipped: "Nothing runs." })),
      check("bug", async () => {
        throw new TypeError("x is undefined");
      }),
      check("found", async (subject) => [{ level: "bad", text: `${subject} is ill.`, remedy: "Rest." }]),
    ],
    "It",
    (report) => told.push(report),
  );
  expect(diagnosis.checks.map(({ check: name, result }) => [name, result])).toEqual([
    ["fine", "fine"],
    ["denied", "failed"],
    ["skipped", "skipped"],
    ["bug", "failed"],
    ["found", "findings"],
  ]);
  expect(diagnosis.findings).toEqual([
    { check: "found", level: "bad", text: "It is ill.", remedy: "Rest." },
    {
      check: "denied",
      level: "warn",
      text: "Not looked at: about denied. AWS does not allow it.",
      remedy: "Have events:ListRules allowed.",
    },
    {
      check: "bug",
      level: "warn",
      text: "Not looked at: about bug. x is undefined",
      remedy: "Report it as a bug of hookbridge, with HOOKBRIDGE_DEBUG=1.",
    },
  ]);
  expect(told).toHaveLength(5);
});
