import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

const forms = filesIn(".github", /\.(?:yml|md)$/);
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...filesIn("docs", /^[\w-]+\.md$/), ...forms];

const { scripts, optionalDependencies } = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};

it.each(pages)("%s names no npm script that is not there", (page) => {
  const named = Array.from(read(page).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g), ([, name = ""]) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it.each(forms)("%s names no file that is not there", (form) => {
  const named = Array.from(read(form).matchAll(/\b(?:docs\/)?[\w-]+\.(?:md|json)\b/g), ([name]) => name);
  // What the command of the form writes.
  const there = (name: string): boolean => name.startsWith("name.") || existsSync(join(root, name));
  expect(named.filter((name) => !there(name))).toEqual([]);
});

describe("the workflow", () => {
  const workflow = read(".github/workflows/ci.yml");

  it("runs what a contributor can run", () => {
    expect(workflow.match(/^ +- run: .*$/gm)).toEqual(["      - run: .ci/run"]);
    expect(() => accessSync(join(root, ".ci/run"), constants.X_OK)).not.toThrow();
  });

  it("uses the Node.js that the clone installs", () => {
    const versions = Object.values(optionalDependencies).map((version) => version.split(".")[0]);
    expect(/node-version: (\d+)/.exec(workflow)?.[1]).toBe(versions[0]);
    expect(new Set(versions).size).toBe(1);
  });

  it("lets code of a pull request read the repository, and nothing else", () => {
    expect(/^permissions:\n((?: {2}.*\n)+)/m.exec(workflow)?.[1]).toBe("  contents: read\n");
    expect(workflow).toContain("persist-credentials: false");
    expect(workflow).not.toMatch(/secrets\.|pull_request_target/);
  });
});
