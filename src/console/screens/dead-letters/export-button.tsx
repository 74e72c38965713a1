import { useState } from "preact/hooks";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import { askLetters } from "../../api/dead-letters.ts";
import { Button } from "../../parts/controls/button.tsx";
import { saveFile } from "../../parts/controls/save-file.ts";
import { plural } from "../../parts/text/numbers.ts";
import { place } from "../../shell/location.ts";
import { announce } from "../../shell/news/announce.ts";
import { chosenFilter, exportLines, filterQuery } from "./letter-words.ts";

async function allLetters(query: ReturnType<typeof filterQuery>): Promise<readonly DeadLetterRow[]> {
  const rows: DeadLetterRow[] = [];
  let before: string | undefined;
  do {
    const page = await askLetters({ ...query, limit: 1_000, ...(before !== undefined && { before }) });
    rows.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return rows;
}

/** Saves the letters that the address names, as lines of JSON. */
export function ExportButton() {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      refused={busy ? "The letters are being read" : undefined}
      onClick={async () => {
        setBusy(true);
        try {
          const rows = await allLetters(filterQuery(chosenFilter(place.value.query)));
          saveFile("dead-letters.jsonl", new TextEncoder().encode(exportLines(rows)));
          announce(`Saved ${plural(rows.length, "dead letter")}.`);
        } catch (error) {
          announce(`Not exported: ${error instanceof Error ? error.message : error}`);
        }
        setBusy(false);
      }}
    >
      Export
    </Button>
  );
}
