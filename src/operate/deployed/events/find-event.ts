import type { KnownEvent } from "../../events.ts";
import type { DeployedContext } from "../context.ts";
import { oneDayMs } from "../logs/lists/list-range.ts";
import { bytesText, oldestLine } from "../logs/log-facts.ts";
import { queryText, readLines } from "../logs/read-lines.ts";
import { mostQueryRows } from "../logs/run-query.ts";
import { publishedConditions } from "./list-events.ts";
import { loggedRowsOf } from "./logged-rows.ts";
import { payloadNote } from "./payload-note.ts";

/**
 * The last event of this `detail.id` that was put on a bus, as the log names it: the last day is read first, then everything that is kept.
 * @throws BridgeError `wrong-use` for an id that Logs Insights can't look for, `aws-failed`
 */
export async function findLoggedEvent(context: DeployedContext, id: string): Promise<KnownEvent | undefined> {
  const rowsOf = await loggedRowsOf(context);
  const now = context.now();
  let bytes = 0;
  for (const from of [now - oneDayMs, oldestLine(context)]) {
    const read = await readLines(context, {
      functions: ["publish"],
      by: "written",
      from: Math.max(0, Math.min(from, now)),
      to: now,
      conditions: [...publishedConditions, `@message like ${queryText(id)}`],
      order: "newest",
      limit: mostQueryRows,
    });
    bytes += read.bytesScanned;
    const row = read.lines.flatMap(({ line }) => rowsOf(line)).find(({ eventId }) => eventId === id);
    if (row) return { ...row, note: `${payloadNote(context, row)} (Read ${bytesText(bytes)} of logs.)` };
  }
  return undefined;
}
