import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";

/** `hookbridge providers`: the catalogue. */
export const providersCommand = (): Command =>
  bridgeCommand({
    name: "providers",
    summary: "search the catalogue of providers",
    description:
      "Lists the providers of the catalogue: all, or those whose id, name or category is like a word.",
    examples: ["providers", "providers shop", "providers crm --json"],
  })
    .argument("[search]", "a part of an id, a name or a category; similar spellings are found too")
    .option("--json", "print the list as JSON", false)
    .action(async (search: string | undefined, flags: { readonly json: boolean }) => {
      const { listProviders } = await import("./list-providers.ts");
      listProviders(search ?? "", flags.json);
    });

/** `hookbridge provider`: what is known of one. */
export const providerCommand = (): Command =>
  bridgeCommand({
    name: "provider",
    summary: "what is known of one provider",
    description:
      "How a provider signs, its handshakes, its event names with their words, an event as it is on the bus, and a configuration to copy.",
    examples: ["provider github", "provider stripe --json"],
  })
    .argument("<id>", "id of the provider, as `providers` lists it")
    .option("--json", "print it as JSON", false)
    .action(async (id: string, flags: { readonly json: boolean }) => {
      const { showProvider } = await import("./show-provider.ts");
      await showProvider(id, flags.json);
    });
