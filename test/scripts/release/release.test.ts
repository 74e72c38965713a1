import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = resolve(import.meta.dirname, "../../../scripts/release/release.ts");

/** A repository of its own, with what the script needs of ours. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-release-"));
  write("package.json", `${JSON.stringify({ name: "hookbridge", version: "1.2.3" }, undefined, 2)}\n`);
  write(
    "CHANGELOG.md",
    "# Changelog\n\n## Unreleased\n\n### Alarms\n\n- one is new\n\n## 1.2.3 (2026-01-02)\n\n- old\n",
  );
  write(
    ".ci/run",
    "#!/bin/sh\ngrep -q '## 1.3.0' CHANGELOG.md && echo checked >> ../checked-$(basename $PWD)\n",
  );
  chmodSync(join(folder, ".ci/run"), 0o755);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("add", ".");
  git("commit", "--quiet", "--message", "Begin");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(tmpdir(), `checked-${folder.split("/").at(-1)}`), { force: true });
});

const write = (file: string, text: string): void => {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();

function release(...args: readonly string[]): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, text: stdout + stderr };
}

/** Commits a change of a file. */
function commit(file: string, text: string): void {
  write(file, text);
  git("commit", "--quiet", "--all", "--message", "Change");
}

/** Nothing is left of a release that was not made. */
function expectNothing(commits: number): void {
  expect(git("status", "--porcelain")).toBe("");
  expect(git("tag", "--list")).toBe("");
  expect(git("rev-list", "--count", "HEAD")).toBe(`${commits}`);
  expect(read("package.json")).toContain('"1.2.3"');
}

describe("npm run release", () => {
  it("makes the commit and the tag of a version that .ci/run has seen, and says what is left to the owner", () => {
    const { code, text } = release("1.3.0");
    expect(text).toMatch(/Made 1\.3\.0: the commit [0-9a-f]+ and the tag v1\.3\.0, on this machine only\./);
    expect(text).toContain("git push origin HEAD v1.3.0");
    expect(code).toBe(0);
    expect(git("log", "-1", "--format=%s")).toBe("Release 1.3.0");
    expect(git("rev-parse", "v1.3.0^{commit}")).toBe(git("rev-parse", "HEAD"));
    expect(git("tag", "--list", "--format=%(contents)")).toBe(
      "Hookbridge 1.3.0\n\n### Alarms\n\n- one is new",
    );
    expect(git("status", "--porcelain")).toBe("");
    expect(read("package.json")).toBe('{\n  "name": "hookbridge",\n  "version": "1.3.0"\n}\n');
    expect(read("CHANGELOG.md")).toMatch(
      /## Unreleased\n\n## 1\.3\.0 \(\d{4}-\d\d-\d\d\)\n\n### Alarms\n\n- one is new\n\n## 1\.2\.3/,
    );
    expect(readFileSync(join(folder, "..", `checked-${folder.split("/").at(-1)}`), "utf8")).toBe("checked\n");
  });

  it.each([
    ["no version", [], 2, /give the new version/],
    ["a flag that there is not", ["1.3.0", "--force"], 2, /give the new version/],
    ["what is no version", ["next"], 1, /"next" is no version\. Give three numbers/],
    ["an earlier version", ["1.2.2"], 1, /1\.2\.2 comes before 1\.2\.3/],
  ] as const)("refuses %s", (_, args, status, says) => {
    const { code, text } = release(...args);
    expect(text).toMatch(says);
    expect(code).toBe(status);
    expectNothing(1);
  });

  it("refuses a tree with changes, also with files that git does not know", () => {
    write("note.txt", "mine");
    const { code, text } = release("1.3.0");
    expect([code, text]).toEqual([1, expect.stringContaining("The working tree has changes")]);
    expect(read("note.txt")).toBe("mine");
  });

  it("refuses a version whose tag exists", () => {
    git("tag", "v1.3.0");
    expect(release("1.3.0")).toEqual({
      code: 1,
      text: expect.stringContaining("The tag v1.3.0 exists already"),
    });
  });

  it("refuses a changelog that says nothing, without a stack", () => {
    commit("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-01-02)\n\n- old\n");
    const { code, text } = release("1.3.0");
    expect([code, text]).toEqual([1, expect.stringMatching(/^error: CHANGELOG\.md has nothing under .*\n$/)]);
    expectNothing(2);
  });

  it("puts everything back where .ci/run fails", () => {
    commit(".ci/run", "#!/bin/sh\necho a test failed >&2; exit 1\n");
    const { code, text } = release("1.3.0");
    expect([code, text]).toEqual([
      1,
      expect.stringContaining("a test failed\nerror: .ci/run failed on this version"),
    ]);
    expectNothing(2);
  });

  it("makes nothing of a tree in which something else changed meanwhile, and keeps that change", () => {
    commit(".ci/run", "#!/bin/sh\necho x > other.txt\n");
    const { code, text } = release("1.3.0");
    expect([code, text]).toEqual([
      1,
      expect.stringContaining("Something else changed meanwhile: ?? other.txt"),
    ]);
    expect(git("status", "--porcelain")).toBe("?? other.txt");
    expect(git("tag", "--list")).toBe("");
  });

  it("lets no patch change events, unless it follows a vendor", () => {
    commit("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### Events\n\n- another id\n");
    commit(".ci/run", "#!/bin/sh\n");
    git("tag", "v1.2.3");
    const { code, text } = release("1.2.4");
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/1\.2\.4 follows 1\.2\.3, .* which a patch must not do/),
    ]);
    expect(git("status", "--porcelain")).toBe("");
    expect(release("1.2.4", "--follows-vendor").code).toBe(0);
    expect(git("tag", "--list")).toBe("v1.2.3\nv1.2.4");
  });
});
