import { dirname, resolve } from "node:path";
import { Command } from "commander";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { packageConsumers } from "../../stack/consumers/package-consumers.ts";
import { packageFacts } from "../program/package-facts.ts";
import { handleFailures } from "../program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge package-consumers")
  .description("Writes the package of the consumers' stack, where the configuration has subscriptions.")
  .requiredOption("--stage <name>", "stage to deploy to")
  .requiredOption("--out <directory>", "folder for the packages of all stacks")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; out: string; config: string }>();

await packageConsumers({
  bridge: await loadBridge(flags.config),
  stage: flags.stage,
  projectFolder: dirname(resolve(flags.config)),
  outDir: flags.out,
  version: packageFacts().version,
});
