import { BridgeError } from "../../core/errors.ts";
import type { SubscriptionRow } from "../../operate/state.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { sameCall } from "../text/same-call.ts";
import { showNumber, showTime } from "../text/show-time.ts";
import { type TableCell, textTable } from "../text/text-table.ts";

const countText = (number: number | undefined): string => (number === undefined ? "" : showNumber(number));

const cellsOf = (row: SubscriptionRow): readonly TableCell[] => [
  row.name,
  row.bus,
  { text: row.state, paint: paintOf(row.state) },
  countText(row.backlog),
  { text: countText(row.failed), paint: row.failed ? "bad" : undefined },
  { text: countText(row.deadLetters), paint: row.deadLetters ? "bad" : undefined },
  row.target,
  row.pattern ?? "",
];

const subscriptionTable = (rows: readonly SubscriptionRow[]): string =>
  textTable(
    ["SUBSCRIPTION", "BUS", "STATE", "WAITING", "FAILED", "DEAD LETTERS", "TARGET", "PATTERN"],
    rows.map(cellsOf),
  );

/** What keeps one from running, and its last error. */
function noteTrouble({ name, note, lastError }: SubscriptionRow): void {
  if (note !== undefined) printNote(`${name}: ${note}`);
  if (lastError) printNote(`${name}: ${lastError.reason} (${showTime(lastError.at)} UTC)`);
}

/** Prints all subscriptions. */
export const printSubscriptions = (flags: BridgeFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const rows = await bridge.subscriptions();
    if (flags.json) printJson(rows);
    else if (rows.length > 0) printData(subscriptionTable(rows));
    if (rows.length === 0) printNote("There are no subscriptions.");
    if (!flags.json) for (const row of rows) noteTrouble(row);
  });

const noSubscription = (name: string): BridgeError =>
  new BridgeError(
    "wrong-use",
    `There is no subscription "${name}".`,
    `${spelled("subscriptions list")} shows them.`,
  );

function printChanged(row: SubscriptionRow | undefined, name: string, json: boolean): void {
  if (!row) throw noSubscription(name);
  if (json) printJson(row);
  else printData(subscriptionTable([row]));
}

/** Pauses a subscription, and prints it. */
export const pauseSubscription = (
  name: string,
  flags: BridgeFlags & { readonly yes: boolean },
): Promise<void> =>
  withBridge({ flags, write: true }, async (bridge) => {
    const before = await bridge.subscription(name);
    if (!before) throw noSubscription(name);
    if (!before.hasQueue && !flags.yes)
      throw new BridgeError(
        "wrong-use",
        `${name} has no queue of its own: events that come while it is paused never reach it, except by a replay.`,
        `To pause it all the same: ${sameCall(["--yes"])}`,
      );
    printChanged(await bridge.pause(name), name, flags.json);
  });

/** Resumes a subscription, and prints it. */
export const resumeSubscription = (name: string, flags: BridgeFlags): Promise<void> =>
  withBridge({ flags, write: true }, async (bridge) => {
    printChanged(await bridge.resume(name), name, flags.json);
  });
