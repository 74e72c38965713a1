import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "./support/run-hookbridge.ts";

/** What a file imports at once: neither types nor what it takes with `import()`. */
const importedAtOnce = (file: string): readonly string[] =>
  Array.from(
    readFileSync(join(projectFolder, file), "utf8").matchAll(
      /^(?:import|export) (?!type\b)(?:[^;]*? from )?"([^"$]+)";/gm,
    ),
    ([, specifier = ""]) => specifier,
  );

/** The packages that a file loads with all that it imports at once, and by which file. */
function packagesOf(entry: string): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set([entry]);
  for (const file of seen)
    for (const specifier of importedAtOnce(file)) {
      if (specifier.startsWith("."))
        seen.add(relative(projectFolder, join(projectFolder, dirname(file), specifier)));
      // `hookbridge` is what the texts of a new project import.
      else if (!/^(?:node:|hookbridge\b)/.test(specifier)) packages.set(specifier, file);
    }
  return packages;
}

it("every call of the program loads commander alone: what a command needs, it takes with import() when it runs", () => {
  expect([...packagesOf("src/cli/hookbridge.ts").keys()]).toEqual(["commander"]);
});

it("can fail: a command's own work loads more", () => {
  expect(packagesOf("src/cli/policy/print-policy.ts").has("esbuild")).toBe(true);
});
