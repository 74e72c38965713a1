import type { RequestRow } from "../../operate/requests.ts";
import { chosenFlags, filterFlagNames, type ListFlags, pageNames } from "../lists/list-flags.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { printPage } from "../lists/print-page.ts";
import type { BridgeFlags } from "../program/connect.ts";
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

/** Prints what came. */
export const printDeliveries = (flags: DeliveryListFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const query = chosenFlags(flags, [...filterFlagNames, ...pageNames]);
    printPage(await bridge.requests(query, flags.accepted), flags.json, {
      head: ["TIME (UTC)", "ID", "SOURCE", "OUTCOME", "STATUS", "MS", "EVENT OR REASON"],
      cells: requestCells,
      none: "Nothing that fits came.",
    });
  });
