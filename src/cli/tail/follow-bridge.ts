import { readFileSync } from "node:fs";
import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge, StreamItem, StreamQuery } from "../../operate/bridge.ts";
import type { EventForwarder } from "../../operate/local/forward-events.ts";
import { chosenFlags } from "../lists/list-flags.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { itemsInOrder } from "./in-order.ts";
import { itemLineJson, makeItemLine } from "./item-line.ts";

/** Flags of `tail`. */
export interface TailFlags extends BridgeFlags, Pick<StreamQuery, "source" | "type" | "pattern"> {
  readonly forwardTo?: string;
}

/** A pattern that is given as JSON, or as the file that has it. */
const patternAt = (text: string): string =>
  text.trimStart().startsWith("{") ? text : readFileSync(text, "utf8");

async function openForwarding({ forwardTo, stage }: TailFlags): Promise<EventForwarder | undefined> {
  if (forwardTo === undefined) return undefined;
  if (stage === undefined)
    throw new BridgeError(
      "wrong-use",
      "The events of the bridge on this machine are on its buses already.",
      "Name the stage whose events shall come here: --stage dev",
    );
  const { openForwarder } = await import("../../operate/local/forward-events.ts");
  return openForwarder(forwardTo);
}

/** Forwards the events among items, and says of each that was refused why. */
async function forwardItem(forwarder: EventForwarder, item: StreamItem): Promise<void> {
  if (item.kind !== "event") return;
  const { id, bus } = item.row;
  const refusal = await forwarder.forward(item.row);
  if (refusal !== undefined) printNote(`${id} was not forwarded to the bus ${bus}: ${refusal}`);
}

/** Looks for the sources that were named. Those of a deployed bridge are read out of its logs, which costs, and so only then. */
async function checkSources(
  bridge: RunningBridge,
  wanted: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (!wanted && bridge.place.kind === "stage") return [];
  const names = (await bridge.sources()).map(({ name }) => name);
  const missing = wanted?.find((name) => !names.includes(name));
  if (missing !== undefined)
    printNote(`There is no source "${missing}" now. The sources: ${names.join(", ")}`);
  return names;
}

/** Prints what happens until it is interrupted. */
export async function followBridge(flags: TailFlags): Promise<void> {
  const { json, pattern } = flags;
  const query = {
    ...chosenFlags(flags, ["source", "type"]),
    ...(pattern !== undefined && { pattern: patternAt(pattern) }),
  };
  const forwarder = await openForwarding(flags);
  await withBridge({ flags, ends: true }, async (bridge, signal) => {
    const { name, stage } = bridge.place;
    const line = makeItemLine(await checkSources(bridge, flags.source));
    printNote(`Following ${name} (${stage}); Ctrl-C ends it.`);
    if (forwarder) printNote(`Events are forwarded to ${forwarder.target}.`);
    const items = bridge.stream({ ...query, signal, onNote: printNote });
    // A program that reads JSON orders by what it wants.
    for await (const item of json ? items : itemsInOrder(items)) {
      const text = json ? itemLineJson(item) : line(item);
      if (text !== undefined) printData(text);
      if (forwarder) await forwardItem(forwarder, item);
    }
  });
}
