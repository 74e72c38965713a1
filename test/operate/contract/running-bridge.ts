/**
 * What any implementation of RunningBridge must do, whatever it stands on: the fake one, the one on this machine over its API, a deployed one.
 * The bridge must have accepted at least ten deliveries of two sources, and refused at least two requests.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningBridge, StreamItem } from "../../../src/operate/bridge.ts";
import type { DeadLetterFilter } from "../../../src/operate/dead-letters.ts";
import type { ListQuery, Page } from "../../../src/operate/lists.ts";

/** A running bridge, and how a webhook comes to it. */
export interface ContractSubject {
  readonly bridge: RunningBridge;
  /** Has a genuine delivery come to a source, and resolves when its event is on the bus. */
  deliver(source: string): Promise<void>;
  /** True where dead letters are there: at least three, of which one has another source than the others. */
  readonly hasDeadLetters: boolean;
  /** False where the implementation can't follow what happens, or does not go on where a reader was. */
  readonly follows?: boolean;
  /** False where events are not kept: they can't be listed, shown or replayed one by one. */
  readonly keepsEvents?: boolean;
  close(): Promise<void>;
}

const keepsEvents = (subject: ContractSubject): boolean => subject.keepsEvents !== false;

interface Row {
  readonly id: string;
  readonly at: string;
}

type ReadRows = (query: ListQuery) => Promise<Page<Row>>;

const idsOf = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);

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

function describeList(
  name: "requests" | "events",
  subject: () => ContractSubject,
  readOf: (bridge: RunningBridge) => ReadRows,
): void {
  describe(name, () => {
    const read: ReadRows = (query) => readOf(subject().bridge)(query);
    const isKept = (): boolean => name === "requests" || keepsEvents(subject());

    it("has the newest first, and each once", async () => {
      if (!isKept()) return;
      const rows = await readBack(read, { limit: 1_000 });
      expect(rows.length).toBeGreaterThanOrEqual(10);
      expect(new Set(idsOf(rows)).size).toBe(rows.length);
      const times = rows.map(({ at }) => Date.parse(at));
      expect(times.some(Number.isNaN)).toBe(false);
      expect(times).toEqual(times.toSorted((one, other) => other - one));
    });

    it("gives the same in small pages, back and forth", async () => {
      if (!isKept()) return;
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
      if (!isKept()) return;
      const { total } = await read({ limit: 2 });
      if (total !== null) expect(total).toBe((await readBack(read, { limit: 1_000 })).length);
    });

    it("finds what has come since by the cursor of before", async () => {
      if (!isKept()) return;
      const { previous } = await read({ limit: 1 });
      const source = (await subject().bridge.sources())[0]?.name ?? "";
      await subject().deliver(source);
      const { items } = await read({ after: previous ?? "" });
      expect(items.length).toBeGreaterThan(0);
      expect(idsOf((await read({ limit: items.length })).items)).toEqual(idsOf(items));
    });

    it("keeps to a range of time, its ends included", async () => {
      if (!isKept()) return;
      const all = await readBack(read, { limit: 1_000 });
      const [newer, older] = [all[2]?.at ?? "", all[6]?.at ?? ""];
      const [from, to] = [Date.parse(older), Date.parse(newer)];
      const expected = all.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
      expect(idsOf(await readBack(read, { limit: 2, from, to }))).toEqual(idsOf(expected));
    });
  });
}

function describeFilters(subject: () => ContractSubject): void {
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
      const page = await bridge().requests({ source: ["no-such-source"] });
      expect(page).toMatchObject({ items: [], next: null });
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

    it("a type finds its events, also by its beginning", async () => {
      if (!keepsEvents(subject())) return;
      const all = (await bridge().events({ limit: 1_000 })).items;
      const type = all[0]?.type ?? "";
      const same = all.filter((row) => row.type === type);
      expect(idsOf((await bridge().events({ limit: 1_000, type: [type] })).items)).toEqual(idsOf(same));
      const beginning = `${type.slice(0, -2)}*`;
      const found = (await bridge().events({ limit: 1_000, type: [beginning] })).items;
      expect(idsOf(found)).toEqual(idsOf(all.filter((row) => row.type.startsWith(type.slice(0, -2)))));
    });
  });
}

function describeDetails(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;

  it("gives undefined for ids and names that nothing has", async () => {
    expect(await bridge().request("dlv_00000000000000000000000000000000")).toBeUndefined();
    expect(await bridge().request("no/such?id=%2e")).toBeUndefined();
    expect(await bridge().explain("req_00000000")).toBeUndefined();
    if (keepsEvents(subject()))
      expect(await bridge().event("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    expect(await bridge().source("no-such-source")).toBeUndefined();
    expect(await bridge().subscription("no-such-subscription")).toBeUndefined();
    expect(await bridge().deadLetter("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    if (!bridge().place.mayWrite) return;
    if (keepsEvents(subject()))
      expect(await bridge().replayEvent("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    expect(await bridge().pause("no-such-subscription")).toBeUndefined();
    expect(await bridge().resume("no-such-subscription")).toBeUndefined();
  });

  it("shows a delivery as its list does, with its steps in order", async () => {
    const [row] = (await bridge().requests({ limit: 1, outcome: ["published"] })).items;
    const detail = await bridge().request(row?.id ?? "");
    expect(detail).toMatchObject({ id: row?.id, source: row?.source, outcome: row?.outcome });
    const offsets = (detail?.steps ?? []).flatMap(({ offsetMs }) =>
      offsetMs === undefined ? [] : [offsetMs],
    );
    expect(detail?.steps.length).toBeGreaterThan(1);
    expect(offsets).toEqual(offsets.toSorted((one, other) => one - other));
    for (const event of detail?.events ?? []) expect(event.delivery).toBe(row?.id);
  });

  it("shows an event with its text, which is JSON", async () => {
    if (!keepsEvents(subject())) return;
    const [row] = (await bridge().events({ limit: 1 })).items;
    const event = await bridge().event(row?.id ?? "");
    expect(event).toMatchObject({ id: row?.id, type: row?.type, bus: row?.bus });
    expect(JSON.parse(event?.envelope ?? "")).toMatchObject({ id: row?.id });
  });

  it("knows its sources, and each by its name", async () => {
    const sources = await bridge().sources();
    expect(sources.length).toBeGreaterThanOrEqual(2);
    for (const { name, url } of sources) {
      expect(url.endsWith(`/hooks/${name}`)).toBe(true);
      expect(await bridge().source(name)).toMatchObject({ name, url });
    }
  });

  it("judges patterns as EventBridge does", async () => {
    if (!keepsEvents(subject())) return;
    const [row] = (await bridge().events({ limit: 1 })).items;
    const { envelope = "", name = "" } = (await bridge().event(row?.id ?? "")) ?? {};
    const fits = JSON.stringify({ "detail-type": [name] });
    expect(await bridge().testPattern(fits, envelope)).toMatchObject({ valid: true, matched: true });
    const fitsNot = JSON.stringify({ "detail-type": ["no such name"] });
    expect(await bridge().testPattern(fitsNot, envelope)).toMatchObject({ valid: true, matched: false });
    const broken = await bridge().testPattern("[1]", envelope);
    expect(broken).toMatchObject({ valid: false, matched: false });
    expect(broken.reason).toMatch(/not valid/);
  });
}

function describeDeadLetters(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;
  const everything: DeadLetterFilter = {};

  it("a dry run counts dead letters and changes none", async () => {
    if (!subject().hasDeadLetters) return;
    const before = await bridge().deadLetters({ limit: 1_000 });
    expect(before.items.length).toBeGreaterThanOrEqual(3);
    for (const verb of ["redrive", "discard"] as const) {
      const result = await bridge()[verb]({ filter: everything, dryRun: true });
      expect(result).toMatchObject({ matched: before.items.length, done: 0, failed: 0, stopped: false });
      const source = before.items[0]?.source ?? "";
      const some = await bridge()[verb]({ filter: { source: [source] }, dryRun: true });
      const ofSource = before.items.filter((letter) => letter.source === source);
      expect(some).toMatchObject({ matched: ofSource.length, done: 0 });
      expect(some.passedOver).toBe(before.items.length - ofSource.length);
    }
    expect(idsOf((await bridge().deadLetters({ limit: 1_000 })).items)).toEqual(idsOf(before.items));
  });

  it("groups hold every dead letter once", async () => {
    if (!subject().hasDeadLetters) return;
    const groups = await bridge().deadLetterGroups();
    const { items } = await bridge().deadLetters({ limit: 1_000 });
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
  });

  it("shows one with its message", async () => {
    if (!subject().hasDeadLetters) return;
    const [row] = (await bridge().deadLetters({ limit: 1 })).items;
    const letter = await bridge().deadLetter(row?.id ?? "");
    expect(letter).toMatchObject({ id: row?.id, queue: row?.queue });
    expect(letter?.message.length).toBeGreaterThan(0);
  });
}

/** So many items of a stream, which is left then. */
async function takeItems(items: AsyncIterable<StreamItem>, count: number): Promise<readonly StreamItem[]> {
  const taken: StreamItem[] = [];
  for await (const item of items) if (taken.push(item) >= count) break;
  return taken;
}

function describeStream(subject: () => ContractSubject): void {
  const isSame = (one: StreamItem | undefined, other: StreamItem | undefined): void => {
    expect(one?.id).toBe(other?.id);
    expect(one?.kind).toBe(other?.kind);
  };

  it("tells what happens, in order, and goes on behind an item", async () => {
    if (subject().follows === false) return;
    const { bridge } = subject();
    const source = (await bridge.sources())[0]?.name ?? "";
    const stopping = new AbortController();
    const taking = takeItems(bridge.stream({ source: [source], signal: stopping.signal }), 4);
    // The stream may take a moment to be there: deliveries go on until enough has come.
    let taken: readonly StreamItem[] | undefined;
    void taking.then((items) => {
      taken = items;
    });
    for (let attempt = 0; taken === undefined && attempt < 200; attempt++) {
      await subject().deliver(source);
      await new Promise((next) => setTimeout(next, 20));
    }
    const items = await taking;
    stopping.abort();
    expect(items.every((item) => item.kind !== "gap" && item.row.source === source)).toBe(true);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const again = new AbortController();
    const [, second, third] = items;
    const lastId = items[0]?.id ?? "";
    const rest = await takeItems(bridge.stream({ source: [source], lastId, signal: again.signal }), 2);
    again.abort();
    isSame(rest[0], second);
    isSame(rest[1], third);
  });

  it("ends when its reader leaves", async () => {
    if (subject().follows === false) return;
    const stopping = new AbortController();
    const ended = takeItems(
      subject().bridge.stream({ source: ["no-such-source"], signal: stopping.signal }),
      1,
    );
    setTimeout(() => stopping.abort(), 50);
    expect(await ended).toEqual([]);
  });
}

/** Tries a bridge. `open` starts or reaches one. */
export function describeRunningBridge(name: string, open: () => Promise<ContractSubject>): void {
  describe(name, () => {
    let opened: ContractSubject;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    const subject = (): ContractSubject => opened;
    describeList("requests", subject, (bridge) => (query) => bridge.requests(query));
    describeList("events", subject, (bridge) => (query) => bridge.events(query));
    describeFilters(subject);
    describeDetails(subject);
    describeDeadLetters(subject);
    describeStream(subject);
  });
}
