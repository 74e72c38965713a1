import { readFileSync } from "node:fs";
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

writePlainPackage(JSON.parse(readFileSync(0, "utf8")) as OslsPackage, flags.out);
