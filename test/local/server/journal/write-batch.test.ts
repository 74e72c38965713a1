import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openJournal } from "../../../../src/local/server/journal/journal.ts";

test("what is written is read at once here, and by others before anything else happens", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "hookbridge-journal-")), "journal.db");
  const journal = openJournal(path, () => undefined);
  const other = new DatabaseSync(path, { readOnly: true });
  const count = (): unknown => other.prepare("SELECT COUNT(*) AS count FROM requests").get()?.count;
  journal.requests.write("req_1", { at: 1, source: "acme", outcome: "refused" });
  journal.requests.write("req_2", { at: 2, source: "acme", outcome: "refused" });
  expect(journal.requests.list({}).total).toBe(2);
  expect(count()).toBe(0);
  await new Promise((next) => setImmediate(next));
  expect(count()).toBe(2);
  journal.requests.write("req_3", { at: 3, source: "acme", outcome: "refused" });
  journal.close();
  expect(count()).toBe(3);
  // The transaction that had begun is not ended twice.
  await new Promise((next) => setImmediate(next));
  other.close();
});
