import type { Command } from "commander";
import { parsePort } from "../parse-port.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { ConsoleFlags } from "./serve-console.ts";

/** `hookbridge console`: a running bridge in the browser. */
export const consoleCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "console",
      summary: "a running bridge in the browser",
      description:
        "Serves a page on this machine that shows a deployed bridge: what comes, what became of it, what needs attention. " +
        "It only reads, unless it is started with --write. Of the bridge on this machine, which serves the page itself, it prints the address.",
      examples: ["console --stage prod", "console --stage dev --write --port 4100", "console --open"],
    })
      .option("--write", "allow what changes something: redrive, discard, replay, pause", false)
      .option("--port <number>", "port on 127.0.0.1 of the page of a stage", parsePort, 3100)
      .option("--open", "open the page in the browser", false),
  ).action(async (flags: ConsoleFlags) => {
    const { showConsole } = await import("./serve-console.ts");
    await showConsole(flags);
  });
