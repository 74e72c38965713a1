import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { similarNames } from "../../core/similar-names.ts";
import { bridgeCommand, spelled } from "../program/bridge-command.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { projectRoot } from "../project-root.ts";
import { providerTests } from "./provider-tests.ts";

function testProvider(id: string): void {
  const vitest = join(projectRoot, "node_modules/vitest/vitest.mjs");
  if (!existsSync(join(projectRoot, "test/providers.test.ts")))
    throw new BridgeError(
      "wrong-use",
      "test-provider runs the tests of a clone, which are not in the package.",
      `${spelled("test")} tests the sources and the providers of a project.`,
    );
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
