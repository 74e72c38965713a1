import type { Command } from "commander";
import { filterFlagNames, withFilters, withPages } from "../lists/list-flags.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { DeliveryListFlags } from "./print-deliveries.ts";
import type { ShowFlags } from "./print-delivery.ts";

const listDeliveriesCommand = (): Command =>
  withBridgeFlags(
    withPages(
      withFilters(
        bridgeCommand({
          name: "list",
          summary: "what came, the newest first (default)",
          description:
            "Lists what came to the sources, the newest first: deliveries, refused requests and handshakes.",
          examples: [
            "deliveries --source acme-github --from 2h",
            "deliveries --outcome refused,dead-letter --stage prod",
            "deliveries list --accepted --type 'com.github.issues.*' --json",
          ],
        }),
        filterFlagNames,
      ).option("--accepted", "deliveries only: neither refused requests nor handshakes", false),
    ),
  ).action(async (flags: DeliveryListFlags) => {
    const { printDeliveries } = await import("./print-deliveries.ts");
    await printDeliveries(flags);
  });

const showDeliveryCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "show",
      summary: "what became of one, step by step",
      description:
        "Shows what became of one request: from its arrival through its events to the targets of rules.",
      examples: [
        "deliveries show dlv_3e1f…",
        "deliveries show req_51ab… --stage prod",
        "deliveries show dlv_3e1f… --events",
      ],
    })
      .argument("<id>", "dlv_… of a delivery, req_… of any other request")
      .option("--events", "its events alone, each as the JSON text that is on the bus", false),
  ).action(async (id: string, flags: ShowFlags) => {
    const { printDelivery } = await import("./print-delivery.ts");
    await printDelivery(id, flags);
  });

/** `hookbridge deliveries`: what came, and what became of it. */
export const deliveriesCommand = (): Command =>
  bridgeCommand({
    name: "deliveries",
    summary: "what came, and what became of it",
    description:
      "What came to the sources of a running bridge, and what became of it. Without a further word, it lists.",
    examples: ["deliveries --source acme-github --from 2h", "deliveries show dlv_3e1f…"],
  })
    .addCommand(listDeliveriesCommand(), { isDefault: true })
    .addCommand(showDeliveryCommand());
