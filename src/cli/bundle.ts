import { Command } from "commander";
import { zipBundles } from "../stack/bundle/zip-bundles.ts";
import { handleFailures } from "./program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge bundle")
  .description("Writes the deployment packages of the functions: receive.zip and publish.zip.")
  .requiredOption("--out <directory>", "folder for the packages")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ out: string; config: string }>();

await zipBundles({ configFile: flags.config, outDir: flags.out });
