import type { Command } from "commander";
import { withFilters } from "../lists/list-flags.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { ReplayFlags } from "./replay-events.ts";

const margins = `
EventBridge chooses by an event's own time, which is when it happened at the vendor, and not by when it came to the bus.
A delivery that the vendor tried for an hour is found an hour before it came. The archive takes some minutes to have an
event, and a replay rounds its times to minutes: give a margin on both sides. Without --to it goes up to now, or up to eleven minutes
ago with --stage. Consumers get events a second time, with
the same detail.id.`;

/** `hookbridge replay`: events of the past, sent again. */
export const replayCommand = (): Command =>
  withBridgeFlags(
    withFilters(
      bridgeCommand({
        name: "replay",
        summary: "send events of the past again",
        description:
          "Puts events on their bus again: one by its id, or those of a time range out of the bus's archive.",
        examples: [
          "replay --bus engineering --from 2h --to 1h --dry-run",
          "replay --bus payments --from yesterday --to today --source billing --subscription invoices --stage prod",
          "replay 6f1c0d5e-…",
        ],
      })
        .argument("[event-id]", "EventBridge's id of one event")
        .option("--bus <name>", "the bus, as bridge.config.ts names it")
        .option("--subscription <name>", "for this subscription only; default: for all rules of the bus")
        .option("--dry-run", "only count the events", false),
      ["from", "to", "source", "type"],
    ).addHelpText("after", margins),
  ).action(async (id: string | undefined, flags: ReplayFlags) => {
    const { replayEvents, replayOneEvent } = await import("./replay-events.ts");
    await (id === undefined ? replayEvents(flags) : replayOneEvent(id, flags));
  });
