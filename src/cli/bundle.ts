import { Command } from "commander";
import { zipBundles } from "../stack/bundle/zip-bundles.ts";

const flags = new Command("hookbridge bundle")
  .description("Writes the functions' packages: receive.zip and publish.zip.")
  .requiredOption("--out <directory>", "where they go")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ out: string; config: string }>();

await zipBundles({ configFile: flags.config, outDir: flags.out });
