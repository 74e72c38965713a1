import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { LakeFlags } from "./ask-lake.ts";

const keepAll = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** `hookbridge lake`: questions to the events that a bus keeps. */
export const lakeCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "lake",
      summary: "query the events that a bus keeps",
      description:
        "Runs a saved query, or one of your own, over the lake of a bus: in DuckDB on this machine, in Athena with --stage. " +
        "Without a query it lists those that are saved. DuckDB is installed by you: npm install --save-dev @duckdb/node-api.",
      examples: [
        "lake failed-logins --set since=2026-11-01",
        "lake history-of-subject --set source=com.github --set subject=1347 --bus engineering --stage prod",
        "lake --file own.sql --json",
      ],
    })
      .argument("[query]", "name of a saved query")
      .option("--bus <name>", "the bus, as bridge.config.ts names it; default: the only one that has a lake")
      .option("--set <name=value>", "a value that the query asks for; once for each", keepAll)
      .option("--file <file>", "a query of your own, over the view `events`")
      .option("--show", "print the query instead of running it", false),
  ).action(async (query: string | undefined, flags: LakeFlags) => {
    const { askLake, listQueries } = await import("./ask-lake.ts");
    if (query === undefined && flags.file === undefined) listQueries(flags);
    else await askLake(query, flags);
  });
