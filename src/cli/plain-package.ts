import { text } from "node:stream/consumers";
import { Command } from "commander";
import { type OslsPackage, writePlainPackage } from "../stack/plain/plain-package.ts";

const flags = new Command("hookbridge plain-package")
  .description(
    "Writes a template that any tool can deploy. Reads what osls has compiled from standard input, as JSON.",
  )
  .requiredOption("--out <directory>", "folder for the packages of all stacks")
  .allowExcessArguments(false)
  .parse()
  .opts<{ out: string }>();

// As a stream: a synchronous read fails with EAGAIN when it is faster than osls.
writePlainPackage(JSON.parse(await text(process.stdin)) as OslsPackage, flags.out);
