import { describe, expect, test } from "vitest";
import type { DeployedContext } from "../../../../../src/operate/deployed/context.ts";
import { stackStateCheck } from "../../../../../src/operate/deployed/doctor/stack/stack-state.ts";
import { versionCheck } from "../../../../../src/operate/deployed/doctor/stack/version.ts";

const subject = (stack: object, versionHere = "0.3.0") => ({
  context: { stackName: "hooks-prod", stack } as unknown as DeployedContext,
  running: undefined,
  now: Date.now,
  sameBridge: " --stage prod",
  serverTime: async () => undefined,
  versionHere,
});

describe("the deployed version", () => {
  test.each([
    ["0.3.0", undefined],
    ["0.2.9", "hooks-prod runs Hookbridge 0.2.9, and 0.3.0 is at hand."],
    ["0.10.0", "this is the older 0.3.0: a deployment from here would go back."],
    [undefined, "was deployed by a version of Hookbridge before 0.2"],
  ])("%s", async (version, text) => {
    const found = await versionCheck.run(subject({ version }));
    if (text === undefined) expect(found).toEqual([]);
    else expect(found).toMatchObject([{ level: "warn", text: expect.stringContaining(text) }]);
  });
});

describe("the stack's state", () => {
  test.each([
    ["UPDATE_COMPLETE", undefined],
    ["CREATE_COMPLETE", undefined],
    ["UPDATE_ROLLBACK_COMPLETE", "warn"],
    ["UPDATE_IN_PROGRESS", "warn"],
    ["UPDATE_ROLLBACK_FAILED", "bad"],
    ["ROLLBACK_COMPLETE", "bad"],
    ["DELETE_FAILED", "bad"],
  ])("%s is %s", async (status, level) => {
    const found = await stackStateCheck.run(subject({ status, changedAt: "2026-11-20T10:00:00.000Z" }));
    if (level === undefined) expect(found).toEqual([]);
    else expect(found).toMatchObject([{ level, since: "2026-11-20T10:00:00.000Z" }]);
  });
});
