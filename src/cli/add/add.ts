import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";

/** `hookbridge add`: another source in bridge.config.ts. */
export const addCommand = (): Command =>
  bridgeCommand({
    name: "add",
    summary: "add a source to bridge.config.ts",
    description:
      "Adds a source with a provider of the catalogue, or of providers/, to bridge.config.ts, whose formatting and " +
      "comments stay as they are. What can't be edited safely is printed to be pasted, and the command ends with 1.",
    examples: ["add stripe", "add github acme-github --bus engineering", "add github --secret generate"],
  })
    .argument("<provider>", "id of a provider, as `providers` lists it")
    .argument("[name]", "name of the source, which is the end of its URL; default: the provider's id")
    .option("--bus <name>", "a bus of the configuration; default: the only one that there is")
    .option(
      "--secret <generate>",
      "make a random secret for the bridge on this machine, where the vendor lets you choose it",
    )
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--stage <name>", "say the URL at this deployed stage; default: at the bridge on this machine")
    .option(
      "--region <name>",
      "region of the stage; default: the one that it is deployed to from this folder",
    )
    .option("--profile <name>", "profile of your AWS credentials")
    .option("--data-dir <directory>", "where the bridge on this machine keeps secrets", ".hookbridge")
    .option("--json", "print what was done as JSON", false)
    .action(async (provider, name, flags) => {
      const { addSource } = await import("./add-source.ts");
      await addSource(provider, name, flags);
    });
