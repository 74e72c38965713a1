import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { type OslsPackage, writePlainPackage } from "../stack/plain/plain-package.ts";
import { eventListOf } from "./diff/event-list.ts";
import { packageFacts } from "./program/package-facts.ts";
import { handleFailures } from "./program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge plain-package")
  .description(
    "Writes a template that any tool can deploy, with the events that the configuration gives. Reads what osls has compiled from " +
      "standard input, and prints what the template's metadata says of the package; both as JSON.",
  )
  .requiredOption("--out <directory>", "folder for the packages of all stacks")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ out: string; config: string }>();

const { version } = packageFacts();
const eventList = await eventListOf(await loadBridge(flags.config), dirname(resolve(flags.config)), version);
const eventsText = `${JSON.stringify(eventList, undefined, 1)}\n`;
// As a stream: a synchronous read fails with EAGAIN when it is faster than osls.
const compiledByOsls = JSON.parse(await text(process.stdin)) as Omit<OslsPackage, "version" | "events">;
const packaged = { ...compiledByOsls, version, events: eventsText };
process.stdout.write(JSON.stringify(writePlainPackage(packaged, flags.out)));
