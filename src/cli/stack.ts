import { readFileSync } from "node:fs";
import { Command } from "commander";
import { buildStack } from "../stack/build-stack.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { joinService, type UserService } from "../stack/osls/join-service.ts";
import { oslsService } from "../stack/osls/service.ts";
import { handleFailures } from "./program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge stack")
  .description(
    "Prints what osls adds to a service for a configuration, as JSON. Reads the service from stdin.",
  )
  .requiredOption("--stage <name>", "stage to deploy to")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; config: string }>();

const user = JSON.parse(readFileSync(0, "utf8") || "{}") as UserService;
const ours = oslsService(buildStack(await loadBridge(flags.config), flags.stage));
process.stdout.write(JSON.stringify(joinService(ours, user)));
