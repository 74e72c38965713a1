import { describe, expect, it } from "vitest";
import type { RunningBridge } from "../../../src/operate/bridge.ts";
import type { ListQuery, Page } from "../../../src/operate/lists.ts";
import type { ContractSubject } from "./subject.ts";

/** What every row of a list has. */
interface Row {
  readonly id: string;
  readonly at: string;
}

type ReadRows = (query: ListQuery) => Promise<Page<Row>>;

export const idsOf = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);

/** All rows, page by page from the newest to the oldest. */
async function readBack(read: ReadRows, query: ListQuery): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let page = await read(query);
  for (let pages = 0; ; pages++) {
    expect(pages).toBeLessThan(1_000);
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 100);
    rows.push(...page.items);
    if (page.next === null) return rows;
    page = await read({ ...query, before: page.next });
  }
}

/** All rows that are newer than a cursor, page by page, the newest first. */
async function readForward(read: ReadRows, query: ListQuery, cursor: string): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  let after = cursor;
  for (let pages = 0; ; pages++) {
    expect(pages).toBeLessThan(1_000);
    const page = await read({ ...query, after });
    if (page.items.length === 0) return rows;
    rows = [...page.items, ...rows];
    if (page.previous === null) throw new Error("A page with items has no cursor to what is newer.");
    after = page.previous;
  }
}

/** What every list does. */
export function describeList(
  name: string,
  subject: () => ContractSubject,
  readOf: (bridge: RunningBridge) => ReadRows,
): void {
  describe(name, () => {
    const read: ReadRows = (query) => readOf(subject().bridge)(query);

    it("has the newest first, and each once", async () => {
      const rows = await readBack(read, { limit: 1_000 });
      expect(rows.length).toBeGreaterThanOrEqual(10);
      expect(new Set(idsOf(rows)).size).toBe(rows.length);
      const times = rows.map(({ at }) => Date.parse(at));
      expect(times.some(Number.isNaN)).toBe(false);
      expect(times).toEqual(times.toSorted((one, other) => other - one));
    });

    it("gives the same in small pages, back and forth", async () => {
      const all = idsOf(await readBack(read, { limit: 1_000 }));
      const back = idsOf(await readBack(read, { limit: 3 }));
      expect(back).toEqual(all);
      const first = await read({ limit: 3 });
      const second = await read({ limit: 3, before: first.next ?? "" });
      expect(idsOf(second.items)).toEqual(all.slice(3, 6));
      const forth = await readForward(read, { limit: 2 }, second.previous ?? "");
      expect(idsOf(forth)).toEqual(all.slice(0, 3));
    });

    it("says how many there are, or that it does not know", async () => {
      const { total } = await read({ limit: 2 });
      if (total !== null) expect(total).toBe((await readBack(read, { limit: 1_000 })).length);
    });

    it("finds what has come since by the cursor of before", async () => {
      const { previous } = await read({ limit: 1 });
      const source = (await subject().bridge.sources())[0]?.name ?? "";
      await subject().deliver(source);
      const { items } = await read({ after: previous ?? "" });
      expect(items.length).toBeGreaterThan(0);
      expect(idsOf((await read({ limit: items.length })).items)).toEqual(idsOf(items));
    });

    it("keeps to a range of time, its ends included", async () => {
      const all = await readBack(read, { limit: 1_000 });
      const [newer, older] = [all[2]?.at ?? "", all[6]?.at ?? ""];
      const [from, to] = [Date.parse(older), Date.parse(newer)];
      const expected = all.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
      const { timeMarginMs = 0 } = subject();
      const range = { from: from - timeMarginMs, to: to + timeMarginMs };
      expect(idsOf(await readBack(read, { limit: 2, ...range }))).toEqual(idsOf(expected));
    });
  });
}

/** What the filters of requests do. */
export function describeFilters(subject: () => ContractSubject): void {
  describe("filters", () => {
    const bridge = (): RunningBridge => subject().bridge;

    it("of several values one must hold, of several filters all", async () => {
      const all = (await bridge().requests({ limit: 1_000 })).items;
      const [source = "", other = ""] = new Set(all.map((row) => row.source));
      const one = (await bridge().requests({ limit: 1_000, source: [source] })).items;
      expect(idsOf(one)).toEqual(idsOf(all.filter((row) => row.source === source)));
      const both = (await bridge().requests({ limit: 1_000, source: [source, other] })).items;
      expect(idsOf(both)).toEqual(idsOf(all.filter((row) => [source, other].includes(row.source))));
      const refused = { limit: 1_000, source: [source, other], outcome: ["refused"] };
      const wrong = all.filter((row) => [source, other].includes(row.source) && row.outcome === "refused");
      expect(wrong.length).toBeGreaterThan(0);
      expect(idsOf((await bridge().requests(refused)).items)).toEqual(idsOf(wrong));
    });

    it("a source that nobody has gives an empty list", async () => {
      const read: ReadRows = (query) => bridge().requests(query);
      expect(await readBack(read, { source: ["no-such-source"] })).toEqual([]);
    });

    it("deliveries are the accepted requests", async () => {
      const all = (await bridge().requests({ limit: 1_000 })).items;
      const accepted = (await bridge().requests({ limit: 1_000 }, true)).items;
      expect(idsOf(accepted)).toEqual(idsOf(all.filter(({ id }) => id.startsWith("dlv_"))));
      expect(accepted.length).toBeLessThan(all.length);
    });

    it("a reason finds its refusals", async () => {
      const all = (await bridge().requests({ limit: 1_000, outcome: ["refused"] })).items;
      const reason = all[0]?.reason ?? "";
      const found = (await bridge().requests({ limit: 1_000, reason: [reason] })).items;
      expect(idsOf(found)).toEqual(idsOf(all.filter((row) => row.reason === reason)));
    });
  });
}
