import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { exitCodes } from "../../src/cli/program/exit-codes.ts";
import { projectFolder, runHookbridge } from "../cli/support/run-hookbridge.ts";

const page = readFileSync(join(projectFolder, "docs/command-line.md"), "utf8");

it("docs/command-line.md has the commands of the program, in their order", () => {
  const [, list = ""] = runHookbridge(["--help"]).out.split("\nCommands:\n");
  const commands = Array.from(list.matchAll(/^ {2}([a-z-]+) /gm), ([, name]) => name);
  // The first table is that of the commands; others have flags and words.
  const [table = ""] = /^\| command \|.*(?:\n\|.*)+/m.exec(page) ?? [];
  const documented = Array.from(table.matchAll(/^\| `([a-z-]+)` \|/gm), ([, name]) => name);
  expect(documented.length).toBeGreaterThan(8);
  expect([...documented, "help", "npx"]).toEqual(commands);
});

it("docs/command-line.md has the exit codes of the program", () => {
  const documented = Array.from(page.matchAll(/^\| ([0-9]+) \|/gm), ([, code]) => Number(code));
  expect(documented).toEqual(Object.values(exitCodes));
});

/** What stands in blocks of `sh`, and between backticks, of a page of ours. */
const calls = (file: string): readonly string[] =>
  Array.from(
    readFileSync(join(projectFolder, file), "utf8").matchAll(/npx hookbridge ([a-z-]+)/g),
    ([, name = ""]) => name,
  );

it.each([
  "deploying.md",
  "deploying-otherwise.md",
  "adding-a-provider.md",
  "adding-a-scheme.md",
  "command-line.md",
])("docs/%s calls commands that there are", (name) => {
  const called = calls(`docs/${name}`);
  expect(called.length).toBeGreaterThan(0);
  expect(called.filter((command) => !page.includes(`\n| \`${command}\` |`))).toEqual([]);
});
