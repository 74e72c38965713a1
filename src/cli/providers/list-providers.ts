import { categories } from "../../core/categories.ts";
import { exportedName } from "../../operate/catalogue/exported-name.ts";
import { findProviders } from "../../operate/catalogue/find-providers.ts";
import { spelled } from "../program/bridge-command.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { textTable } from "../text/text-table.ts";

/** Prints the providers that are like a word. Ends with 1 where none is. */
export function listProviders(search: string, json: boolean): void {
  const rows = findProviders(search).map(({ id, name, aliases = [], category, docs }) => ({
    id,
    name,
    exported: exportedName(id),
    otherIds: aliases,
    category: categories[category],
    docs,
  }));
  if (json) printJson(rows);
  else if (rows.length > 0) {
    const lines = rows.map((row) => [[row.id, ...row.otherIds].join(", "), row.name, row.category]);
    printData(textTable(["ID", "NAME", "CATEGORY"], lines));
  }
  if (rows.length > 0) return;
  process.exitCode = exitCodes.no;
  printNote(
    `No provider is like this. ${spelled("providers")} lists all; a vendor that is not there is a file of your own: ${spelled("new-provider <id>")}`,
  );
}
