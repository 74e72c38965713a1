import { describe, expect, it } from "vitest";
import {
  changelogOfVersion,
  compareVersions,
  isPatch,
  numbersOf,
  withVersion,
} from "../../../scripts/release/changelog-version.ts";

it.each([
  ["1.4.0", [1, 4, 0]],
  ["10.0.12", [10, 0, 12]],
  ["1.4", undefined],
  ["v1.4.0", undefined],
  ["1.04.0", undefined],
  ["1.4.0-rc.1", undefined],
])("reads %s as %j", (version, numbers) => {
  expect(numbersOf(version)).toEqual(numbers);
});

it("puts versions in the order of their numbers", () => {
  const versions = ["1.10.0", "0.9.9", "1.9.3", "1.9.10", "2.0.0"];
  expect(versions.toSorted(compareVersions)).toEqual(["0.9.9", "1.9.3", "1.9.10", "1.10.0", "2.0.0"]);
  expect(compareVersions("1.2.3", "1.2.3")).toBe(0);
});

it.each([
  ["1.2.4", true],
  ["1.2.3", false],
  ["1.3.0", false],
  ["2.2.4", false],
])("takes %s after 1.2.3 for a patch: %s", (version, expected) => {
  expect(isPatch(version, "1.2.3")).toBe(expected);
});

describe("the changelog of a version", () => {
  const before =
    "# Changelog\n\n## Unreleased\n\n### Events\n\n- costs $& more\n\n## 0.9.0 (2026-01-02)\n\n- old\n";

  it("has what was not released as a section of its own, and room for the next", () => {
    expect(changelogOfVersion(before, "1.0.0", "2026-05-06")).toEqual({
      text:
        "# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-05-06)\n\n### Events\n\n- costs $& more\n\n" +
        "## 0.9.0 (2026-01-02)\n\n- old\n",
      notes: "### Events\n\n- costs $& more",
      changesEvents: true,
    });
  });

  it("can be the first", () => {
    const { text, changesEvents } = changelogOfVersion(
      "# Changelog\n\n## Unreleased\n\n- new\n",
      "0.1.0",
      "2026-05-06",
    );
    expect(text).toBe("# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-05-06)\n\n- new\n");
    expect(changesEvents).toBe(false);
  });

  it.each(["# Changelog\n\n## Unreleased\n\n## 0.9.0\n\n- old\n", "# Changelog\n"])(
    "must say something: %j",
    (text) => {
      expect(() => changelogOfVersion(text, "1.0.0", "2026-05-06")).toThrow(/nothing under "## Unreleased"/);
    },
  );
});

it("writes the version of the package and of its lock, and of no dependency", () => {
  const lock = {
    version: "1.0.0",
    packages: { "": { version: "1.0.0" }, "node_modules/a": { version: "1.0.0" } },
  };
  expect(JSON.parse(withVersion(JSON.stringify(lock), "1.1.0"))).toEqual({
    version: "1.1.0",
    packages: { "": { version: "1.1.0" }, "node_modules/a": { version: "1.0.0" } },
  });
});
