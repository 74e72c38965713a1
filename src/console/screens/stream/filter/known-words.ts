import { signal } from "@preact/signals";
import type { RequestOutcome } from "../../../../operate/requests.ts";
import { askSourceRows } from "../../../api/source-rows.ts";
import type { StreamRow } from "../list/stream-row.ts";
import type { KnownWords } from "./filter-text.ts";
import type { WordFilter } from "./stream-filter.ts";

/** All outcomes: the compiler says when one is missing. */
const outcomes: Readonly<Record<RequestOutcome, true>> = {
  refused: true,
  handshake: true,
  failed: true,
  queued: true,
  deferred: true,
  published: true,
  duplicate: true,
  dropped: true,
  "dead-letter": true,
};

const sources = signal<readonly string[]>([]);
const seen: Readonly<Record<"type" | "entity" | "action" | "reason", Set<string>>> = {
  type: new Set(),
  entity: new Set(),
  action: new Set(),
  reason: new Set(),
};

/** So many values are offered of each filter. */
const mostSeen = 200;

/** Reads the sources. What can't be read is not offered. */
export async function readSourceNames(): Promise<void> {
  sources.value = (await askSourceRows().catch(() => [])).map(({ name }) => name);
}

function note(name: keyof typeof seen, value: string | null | undefined): void {
  if (value && seen[name].size < mostSeen) seen[name].add(value);
}

/** Values of the filters: the sources of the configuration, all outcomes, and what rows have shown. */
export function knownWords(rows: readonly StreamRow[]): KnownWords {
  for (const { listed } of rows) {
    if (listed.kind === "dead-letter") note("reason", listed.row.code);
    else if (listed.kind === "consumed") note("type", listed.row.type);
    else {
      for (const name of ["type", "entity", "action"] as const) note(name, listed.row[name]);
      if (listed.kind === "request") note("reason", listed.row.reason ?? listed.row.code);
    }
  }
  const words: Partial<Record<WordFilter, readonly string[]>> = {
    source: sources.value,
    outcome: Object.keys(outcomes),
  };
  for (const [name, values] of Object.entries(seen))
    words[name as keyof typeof seen] = [...values].toSorted();
  return words;
}
