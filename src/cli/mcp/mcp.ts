import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { type BridgeFlags, withBridgeFlags } from "../program/connect.ts";

/** `hookbridge mcp`: a running bridge for assistants in editors. */
export const mcpCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "mcp",
      summary: "let an assistant in an editor read a running bridge",
      description:
        "Offers a running bridge to assistants in editors, as tools of the Model Context Protocol over standard input " +
        "and output. The tools only read. Needs npm install --save-dev @modelcontextprotocol/sdk.",
      examples: ["mcp", "mcp --stage prod --profile on-call"],
    }),
  ).action(async (flags: BridgeFlags) => {
    const { serveMcp } = await import("./serve-mcp.ts");
    await serveMcp(flags);
  });
