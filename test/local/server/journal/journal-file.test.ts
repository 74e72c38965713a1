import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { openJournal } from "../../../../src/local/server/journal/journal.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-journal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a file whose pages are damaged behind its header is put aside", () => {
  const path = join(folder, "journal.db");
  const journal = openJournal(path, () => undefined);
  journal.requests.write("dlv_1", { at: 1, source: "billing", outcome: "queued" });
  journal.close();
  const bytes = readFileSync(path);
  writeFileSync(
    path,
    Buffer.concat([bytes.subarray(0, 4_096), bytes.subarray(4_096).map((byte) => byte ^ 37)]),
  );
  const fresh = openJournal(path, () => undefined);
  expect(fresh.keptAside).toBe(`${path}.old-1`);
  expect(fresh.requests.list({}).items).toEqual([]);
  fresh.requests.write("dlv_2", { at: 2, source: "billing", outcome: "queued" });
  fresh.close();
  const again = openJournal(path, () => undefined);
  expect(again.keptAside).toBeUndefined();
  expect(again.requests.list({}).items.map(({ id }) => id)).toEqual(["dlv_2"]);
  again.close();
  expect(readdirSync(folder)).toContain("journal.db.old-1");
});

it("a file of the version before is read on", () => {
  const path = join(folder, "before.db");
  const journal = openJournal(path, () => undefined);
  journal.requests.write("dlv_1", { at: 1, source: "billing", outcome: "published" });
  journal.close();
  const database = new DatabaseSync(path);
  database.exec("ALTER TABLE requests DROP COLUMN ended; PRAGMA user_version = 2");
  database.close();
  const again = openJournal(path, () => undefined);
  expect(again.keptAside).toBeUndefined();
  again.requests.write("dlv_2", { at: 2_000, source: "billing", outcome: "published" });
  again.requests.addStep("dlv_2", "published", 5_000);
  expect(again.requests.list({}).items.map(({ id }) => id)).toEqual(["dlv_2", "dlv_1"]);
  const span = { from: 0, to: 10_000 };
  expect(again.figures.waits(span)).toEqual([{ since: 2_000, until: 5_000 }]);
  expect(again.figures.publishP99(span)).toBe(3_000);
  again.close();
});
