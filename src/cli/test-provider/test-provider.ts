import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData } from "../program/output.ts";
import { projectRoot } from "../project-root.ts";
import { providerLines } from "../test/result-text.ts";
import { providerTests } from "./provider-tests.ts";

/** Runs a provider's contract in a project, which has no test runner: its own in providers/. */
async function testInProject(id: string): Promise<void> {
  const file = join("providers", `${id}.ts`);
  if (!existsSync(file))
    throw new BridgeError(
      "wrong-use",
      `There is no file ${file}.`,
      "Give the id of a provider in providers/. Those of the catalogue were tested before the release.",
    );
  const { testOwnProvider } = await import("../test/test-own-providers.ts");
  const result = await testOwnProvider(file, ".");
  for (const line of providerLines(result)) printData(line);
  if (result.failures.length > 0) process.exitCode = exitCodes.no;
}

async function testProvider(id: string): Promise<void> {
  if (!existsSync(join(projectRoot, "test/providers.test.ts"))) {
    await testInProject(id);
    return;
  }
  const vitest = join(projectRoot, "node_modules/vitest/vitest.mjs");
  const tests = providerTests(projectRoot);
  const selected = tests.get(id);
  if (!selected) {
    const similar = similarNames(id, [...tests.keys()]);
    throw new BridgeError(
      "wrong-use",
      `There is no provider "${id}" in src/providers/, and no test providers/${id}.test.ts.`,
      similar.length > 0
        ? `Similar ids: ${similar.join(", ")}.`
        : "docs/providers.md lists the ids of the catalogue.",
    );
  }
  const args = [vitest, "run", ...selected, "--reporter=tree", "--hideSkippedTests"];
  const { status, signal } = spawnSync(process.execPath, args, { cwd: projectRoot, stdio: "inherit" });
  if (signal !== null) process.exitCode = exitCodes.interrupted;
  else if (status !== 0) process.exitCode = exitCodes.no;
}

/** `hookbridge test-provider`: whether a provider does what its recorded requests say. */
export const testProviderCommand = (): Command =>
  bridgeCommand({
    name: "test-provider",
    summary: "run a provider's contract",
    description: "Runs the contract of one provider: of the catalogue, or your own in providers/.",
    examples: ["test-provider github"],
  })
    .argument("<id>", "the provider's id, such as github")
    .action(testProvider);
