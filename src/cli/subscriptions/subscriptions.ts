import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { type BridgeFlags, withBridgeFlags } from "../program/connect.ts";

const listSubscriptionsCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "list",
      summary: "the subscriptions and their queues (default)",
      description: "Lists the subscriptions: state, target, and how much waits in their queues.",
      examples: ["subscriptions list", "subscriptions list --stage prod --json"],
    }),
  ).action(async (flags: BridgeFlags) => {
    const { printSubscriptions } = await import("./print-subscriptions.ts");
    await printSubscriptions(flags);
  });

/** What changes a subscription, by its command. */
const pauseVerbs = {
  pause: {
    summary: "hold the events of one in its queue",
    description:
      "Stops giving events to the target of a subscription. They wait in its queue, for as long as the queue keeps messages.",
  },
  resume: {
    summary: "give one its events again",
    description: "Gives the target of a subscription its events again, those that waited first.",
  },
} as const;

const verbCommand = (verb: keyof typeof pauseVerbs): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: verb,
      ...pauseVerbs[verb],
      examples: [`subscriptions ${verb} builds`, `subscriptions ${verb} builds --stage prod`],
    }).argument("<name>", "the subscription"),
  );

const pauseCommand = (): Command =>
  verbCommand("pause")
    .option("--yes", "also where it has no queue, so that events are lost to it", false)
    .action(async (name: string, flags: BridgeFlags & { readonly yes: boolean }) => {
      const { pauseSubscription } = await import("./print-subscriptions.ts");
      await pauseSubscription(name, flags);
    });

const resumeCommand = (): Command =>
  verbCommand("resume").action(async (name: string, flags: BridgeFlags) => {
    const { resumeSubscription } = await import("./print-subscriptions.ts");
    await resumeSubscription(name, flags);
  });

/** `hookbridge subscriptions`: the consumers of the buses. */
export const subscriptionsCommand = (): Command =>
  bridgeCommand({
    name: "subscriptions",
    summary: "list, pause and resume consumers",
    description: "The consumers of a running bridge's buses. Without a further word, it lists them.",
    examples: [
      "subscriptions",
      "subscriptions pause builds --stage prod",
      "subscriptions resume builds --stage prod",
    ],
  })
    .addCommand(listSubscriptionsCommand(), { isDefault: true })
    .addCommand(pauseCommand())
    .addCommand(resumeCommand());
