import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { similarNames } from "../../core/similar-names.ts";
import { npmCommand } from "../npm-command.ts";
import { projectRoot } from "../project-root.ts";
import { providerTests } from "./provider-tests.ts";

const command = npmCommand("test:provider", false)
  .description("Runs the contract of one provider: of the catalogue, or your own in providers/.")
  .argument("<id>", "the provider's id, such as github")
  .allowExcessArguments(false)
  .parse();

const [id = ""] = command.args;
const tests = providerTests(projectRoot);
const selected = tests.get(id);
if (selected) {
  const vitest = join(projectRoot, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", ...selected, "--reporter=tree", "--hideSkippedTests"];
  process.exitCode = spawnSync(process.execPath, args, { cwd: projectRoot, stdio: "inherit" }).status ?? 1;
} else {
  const similar = similarNames(id, [...tests.keys()]);
  console.error(`There is no provider "${id}" in src/providers/, and no test providers/${id}.test.ts.`);
  console.error(
    similar.length > 0
      ? `Similar ids: ${similar.join(", ")}.`
      : "docs/providers.md lists the ids of the catalogue.",
  );
  process.exitCode = 1;
}
