import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

describe.each([
  ["new-provider/new-provider.ts", "npm run new:provider -- <id> [options]"],
  ["test-provider/test-provider.ts", "npm run test:provider <id>"],
  ["fixture/fixture.ts", "npm run fixture -- <source> <name> [options]"],
])("%s", (file, usage) => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve(import.meta.dirname, "../../src/cli", file), ...args], {
      encoding: "utf8",
    });

  it("answers a call without arguments with its usage", () => {
    const { status, stderr } = run();
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^error: missing required argument/)]);
    expect(stderr.split("\n").slice(1)).toEqual([`Usage: ${usage}`, ""]);
  });

  it("shows the npm command in its help", () => {
    expect(run("--help").stdout.split("\n")[0]).toBe(`Usage: ${usage}`);
  });
});
