import { type Command, InvalidArgumentError } from "commander";
import { withFilters } from "../lists/list-flags.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { TailFlags } from "./follow-bridge.ts";

function parseTarget(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) return url.origin;
  throw new InvalidArgumentError("Give the URL of the bridge on this machine: http://127.0.0.1:3000");
}

/** `hookbridge tail`: what happens, as it happens. */
export const tailCommand = (): Command =>
  withBridgeFlags(
    withFilters(
      bridgeCommand({
        name: "tail",
        summary: "what happens, as it happens",
        description:
          "Prints deliveries, refused requests, events, what consumers did with them, and dead letters as they happen, " +
          "until Ctrl-C. Of a deployed bridge, its events come through a temporary rule and queue, which go at the end; " +
          "what its consumers did, only their logs know.",
        examples: [
          "tail --source acme-github",
          "tail --type 'com.stripe.invoice.*' --stage prod --json",
          `tail --pattern '{"detail":{"entity":["order"]}}' --stage prod --forward-to http://127.0.0.1:3000`,
        ],
      })
        .option("--pattern <json or file>", "only events that match this event pattern")
        .option(
          "--forward-to <url>",
          "put the events on the buses of the bridge that runs here as well",
          parseTarget,
        ),
      ["source", "type"],
    ),
  ).action(async (flags: TailFlags) => {
    const { followBridge } = await import("./follow-bridge.ts");
    await followBridge(flags);
  });
