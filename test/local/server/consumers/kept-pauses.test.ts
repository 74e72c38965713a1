import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keptPauses } from "../../../../src/local/server/consumers/kept-pauses.ts";

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "hookbridge-")), "paused.json");

test("what was paused or resumed by hand stays so, until the configuration says something else", () => {
  const file = newFile();
  const builds = { name: "builds", paused: false };
  const opens = { name: "opens", paused: true };
  keptPauses(file).keep(builds, true);
  keptPauses(file).keep(opens, false);
  const kept = keptPauses(file);
  expect([kept.isPaused(builds), kept.isPaused(opens), kept.isPaused({ name: "new", paused: true })]).toEqual(
    [...[true, false, true]],
  );
  expect(kept.isPaused({ ...builds, paused: true })).toBe(true);
  expect(kept.isPaused({ ...opens, paused: false })).toBe(false);
});

test("a file that can't be read is as none", () => {
  const file = newFile();
  writeFileSync(file, "null");
  expect(keptPauses(file).isPaused({ name: "builds", paused: false })).toBe(false);
  writeFileSync(file, "{");
  keptPauses(file).keep({ name: "builds", paused: false }, true);
  expect(keptPauses(file).isPaused({ name: "builds", paused: false })).toBe(true);
});
