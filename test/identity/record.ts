// `node test/identity/record.ts <provider>…`, or `--all`: writes down what the events of recorded requests are called, and what their
// signatures cover. For a new provider, or a change that means to change some of it: consumers and the ledger see the difference.
import { readFileSync, writeFileSync } from "node:fs";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { coversOf, messageRows, messagesFile, publishedOf } from "./messages-v1.ts";
import { type Recorded, recordedFile, rowsOf } from "./rows.ts";

const asked = process.argv.slice(2);
const ids = asked.includes("--all") ? providerIds : asked;
const unknown = ids.filter((id) => !providerIds.includes(id));
if (ids.length === 0 || unknown.length > 0) {
  console.error(
    unknown.length > 0 ? `No provider is called ${unknown.join(", ")}.` : "Name a provider, or --all.",
  );
  process.exit(2);
}
const lines = new Map(
  readFileSync(recordedFile, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => [(JSON.parse(line) as Recorded).provider, line]),
);
for (const id of ids) lines.set(id, JSON.stringify(await rowsOf(await loadProvider(id))));
const kept = providerIds.flatMap((id) => lines.get(id) ?? []);
writeFileSync(recordedFile, `${kept.join("\n")}\n`);

// What becomes of messages of version 1, as far as they are of these providers.
const messages: string[] = [];
for (const row of messageRows) {
  const now = ids.includes(row.provider)
    ? { ...row, covers: await coversOf(row), events: (await publishedOf(row)).events }
    : row;
  messages.push(JSON.stringify(now));
}
writeFileSync(messagesFile, `${messages.join("\n")}\n`);
