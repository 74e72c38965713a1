import type { Page } from "../../operate/lists.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { sameCall } from "../text/same-call.ts";
import { showNumber, showTime } from "../text/show-time.ts";
import { type TableCell, textTable } from "../text/text-table.ts";

/** How a list is printed. */
export interface PageTable<Row> {
  readonly head: readonly string[];
  readonly cells: (row: Row) => readonly TableCell[];
  /** What is said where the list is empty. */
  readonly none: string;
}

function readNote({ read }: Page<unknown>): string | undefined {
  if (!read) return undefined;
  const range = `Read from ${showTime(read.from)} to ${showTime(read.to)} UTC`;
  const share =
    read.share === undefined ? "" : `; the log has ${Math.round(read.share * 100)} % of what was accepted`;
  const rest = read.complete ? "" : "; more matches than could be read: narrow the time range";
  return `${range}${share}${rest}.${read.note === undefined ? "" : ` ${read.note}`}`;
}

/** Prints a page of a list as a table, and on stderr how to go on. */
export function printPage<Row>(page: Page<Row>, json: boolean, { head, cells, none }: PageTable<Row>): void {
  if (json) {
    printJson(page);
    return;
  }
  const { items, next, total } = page;
  if (items.length > 0) printData(textTable(head, items.map(cells)));
  const read = readNote(page);
  if (read !== undefined) printNote(read);
  if (items.length === 0) printNote(none);
  if (next === null) return;
  const count =
    total === null
      ? `${showNumber(items.length)} are shown`
      : `${showNumber(items.length)} of ${showNumber(total)}`;
  printNote(`${count}. Older ones: ${sameCall(["--before", next], ["--before", "--after"])}`);
}
