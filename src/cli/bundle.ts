import { Command } from "commander";
import { refuseUnknownEvents } from "../config/known-events/check-known-events.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { zipBundles } from "../stack/bundle/zip-bundles.ts";
import { handleFailures } from "./program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge bundle")
  .description(
    "Writes the deployment packages of the functions: receive.zip and publish.zip. Prints what may be wrong with names of events.",
  )
  .requiredOption("--out <directory>", "folder for the packages")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ out: string; config: string }>();

for (const warning of refuseUnknownEvents(await loadBridge(flags.config))) console.log(`warning: ${warning}`);
await zipBundles({ configFile: flags.config, outDir: flags.out });
