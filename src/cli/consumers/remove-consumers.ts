import { Command } from "commander";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { consumersStackName } from "../../stack/consumers/consumer-names.ts";
import { deploymentOf } from "../../stack/deployment.ts";
import { handleFailures } from "../program/run-program.ts";
import { removeStackOfConsumers } from "./remove-stack.ts";

handleFailures();
const flags = new Command("hookbridge remove-consumers")
  .description("Removes the stack of the consumers, if there is one.")
  .requiredOption("--stage <name>", "stage to remove")
  .requiredOption("--region <name>", "its region")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; region: string; config: string }>();

const removed = consumersStackName(deploymentOf(await loadBridge(flags.config), flags.stage));
await removeStackOfConsumers(removed, flags.region, "");
