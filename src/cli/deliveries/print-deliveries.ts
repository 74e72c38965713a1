import { similarNames } from "../../core/text/similar-names.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { RequestRow } from "../../operate/requests.ts";
import { chosenFlags, filterFlagNames, type ListFlags, pageNames } from "../lists/list-flags.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { printPage } from "../lists/print-page.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { showTime } from "../text/show-time.ts";
import type { TableCell } from "../text/text-table.ts";

/** Flags of `deliveries list`. */
export interface DeliveryListFlags extends BridgeFlags, ListFlags {
  readonly accepted: boolean;
}

/** What a request is about, or what was wrong with it. */
export const gistOf = ({ type, subject, reason, code, handshake }: RequestRow): string =>
  reason ?? code ?? (type === undefined ? (handshake ?? "") : [type, subject].filter(Boolean).join(" "));

const requestCells = (row: RequestRow): readonly TableCell[] => [
  showTime(row.at),
  row.id,
  row.source,
  { text: row.outcome, paint: paintOf(row.outcome) },
  String(row.status ?? ""),
  row.ms === undefined ? "" : String(Math.round(row.ms)),
  gistOf(row),
];

/** Says which of these names no source has: a typing error looks as if nothing came. Requests to unknown names are those of `unknown`. */
async function noteUnknownSources(
  bridge: RunningBridge,
  asked: readonly string[] | undefined,
): Promise<void> {
  const names = asked?.some((name) => name !== "unknown") ? await bridge.sources() : [];
  const known = names.map(({ name }) => name);
  for (const name of asked ?? []) {
    if (name === "unknown" || known.includes(name)) continue;
    const [similar] = similarNames(name, known);
    printNote(
      similar === undefined
        ? `There is no source "${name}": ${spelled("sources")} lists them.`
        : `There is no source "${name}". Is "${similar}" meant?`,
    );
  }
}

/** Prints what came. */
export const printDeliveries = (flags: DeliveryListFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const query = chosenFlags(flags, [...filterFlagNames, ...pageNames]);
    const page = await bridge.requests(query, flags.accepted);
    printPage(page, flags.json, {
      head: ["TIME (UTC)", "ID", "SOURCE", "OUTCOME", "STATUS", "MS", "EVENT OR REASON"],
      cells: requestCells,
      none: "Nothing that fits came.",
    });
    if (page.items.length === 0) await noteUnknownSources(bridge, flags.source);
  });
