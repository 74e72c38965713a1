import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { type BridgeFlags, withBridgeFlags } from "../program/connect.ts";

/** `hookbridge sources`: what each source is doing. */
export const sourcesCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "sources",
      summary: "the sources of a running bridge",
      description:
        "The sources of a running bridge: the URL for the vendor, the bus, whether a secret is set, the last delivery, and the last refusal with its reason.",
      examples: ["sources", "sources acme-github", "sources --stage prod --json"],
    }).argument("[name]", "one source, with the steps in its vendor's console"),
  ).action(async (name: string | undefined, flags: BridgeFlags) => {
    const { printSource, printSources } = await import("./print-sources.ts");
    await (name === undefined ? printSources(flags) : printSource(name, flags));
  });
