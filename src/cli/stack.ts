import { Command } from "commander";
import { BridgeError } from "../core/errors.ts";
import { buildStack } from "../stack/build-stack.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";

const flags = new Command("hookbridge stack")
  .description("Prints the values that serverless.yml takes from a configuration, as JSON.")
  .requiredOption("--stage <name>", "stage to deploy to")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; config: string }>();

try {
  process.stdout.write(JSON.stringify(buildStack(await loadBridge(flags.config), flags.stage)));
} catch (error) {
  if (!(error instanceof BridgeError)) throw error;
  console.error(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
