import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The names of a folder's files that have this ending, without it; none where there is no such folder. */
function namesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

/**
 * The providers that can be tested, with what vitest is given to run the tests of each. The catalogue's are one file.
 * @param root the project's folder
 */
export function providerTests(root: string): ReadonlyMap<string, readonly string[]> {
  const tests = new Map<string, readonly string[]>();
  for (const id of namesIn(join(root, "src/providers"), ".ts"))
    if (!["index", "custom"].includes(id))
      tests.set(id, ["test/providers.test.ts", "--testNamePattern", `^${id} `]);
  for (const id of namesIn(join(root, "providers"), ".test.ts")) tests.set(id, [`providers/${id}.test.ts`]);
  return tests;
}
