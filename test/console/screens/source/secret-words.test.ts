import { expect, it } from "vitest";
import { rotationShown, secretRows } from "../../../../src/console/screens/source/secret-words.ts";
import type { SourceDetail } from "../../../../src/operate/state.ts";
import { slackSource as source } from "../source-fixture.ts";

it("a rotation goes on with what its deliveries matched", () => {
  const two = { ...source, secrets: 2 };
  const flag = (secretUse: SourceDetail["secretUse"]): string | undefined =>
    rotationShown({ ...two, ...(secretUse && { secretUse }) }).flag;
  expect(flag({})).toBe(" --state");
  expect(flag({ newestAt: "2026-11-30T10:00:00Z", olderAt: "2026-11-30T11:00:00Z" })).toBe(" --state");
  expect(flag({ newestAt: "2026-11-30T12:00:00Z", olderAt: "2026-11-30T11:00:00Z" })).toBe(" --finish");
  expect(secretRows({ ...source, secrets: 3 }).map(({ label }) => label)).toEqual(["1 of 3", "2 to 3"]);
});
