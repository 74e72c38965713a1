import { type Command, Option } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { printData, printNote } from "../program/output.ts";

interface CatalogFlags {
  readonly config: string;
  readonly stage: string;
  readonly format: "asyncapi" | "eventcatalog";
  readonly out?: string;
  readonly owner: readonly string[];
}

/** A folder is written where `--out` says; only what the catalog has is replaced in it. */
async function writeFolder(out: string | undefined, files: ReadonlyMap<string, string>): Promise<void> {
  if (out === undefined)
    throw new BridgeError(
      "wrong-use",
      "The format eventcatalog is a folder, and --out does not say which.",
      "Name it: npx hookbridge catalog --format eventcatalog --out catalog",
    );
  const { mkdirSync, writeFileSync } = await import("node:fs");
  const { dirname, join } = await import("node:path");
  for (const [path, text] of files) {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  printNote(`${files.size} files were written to ${out}.`);
}

async function printCatalog({ config, stage, format, out, owner }: CatalogFlags): Promise<void> {
  const { dirname, resolve } = await import("node:path");
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  const { catalogOf } = await import("./catalog-facts.ts");
  const catalog = await catalogOf(await loadBridge(config), dirname(resolve(config)), stage);
  if (format === "eventcatalog") {
    const { eventCatalogFiles } = await import("./event-catalog.ts");
    return writeFolder(out, eventCatalogFiles(catalog, owner));
  }
  const { asyncApiText } = await import("./asyncapi.ts");
  const text = asyncApiText(catalog);
  if (out === undefined) return printData(text);
  const { writeFileSync } = await import("node:fs");
  writeFileSync(out, `${text}\n`);
  printNote(`The document was written to ${out}.`);
}

/** `hookbridge catalog`: what the configuration publishes, for people who build on it. */
export const catalogCommand = (): Command =>
  bridgeCommand({
    name: "catalog",
    summary: "what comes to each bus, as AsyncAPI or for EventCatalog",
    description:
      "Describes the buses of the configuration and the events that come to each, with their words and recorded " +
      "examples: as a document of AsyncAPI 3.0, or as a folder of EventCatalog.",
    examples: ["catalog --stage prod --out asyncapi.json", "catalog --format eventcatalog --out catalog"],
  })
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--stage <name>", "the stage whose buses are named", "prod")
    .addOption(
      new Option("--format <format>", "of the catalog")
        .choices(["asyncapi", "eventcatalog"])
        .default("asyncapi"),
    )
    .option("--out <path>", "a file, or a folder for eventcatalog; default: standard output")
    .option(
      "--owner <id>",
      "of a team or user of EventCatalog, who owns it all; may be given again",
      (id: string, before: readonly string[]) => [...before, id],
      [],
    )
    .action(printCatalog);
