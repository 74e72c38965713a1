import { expect, it } from "vitest";
import type { RunningBridge, StreamItem } from "../../../src/operate/bridge.ts";
import type { DeadLetterFilter } from "../../../src/operate/dead-letters.ts";
import type { EventRow } from "../../../src/operate/events.ts";
import { idsOf } from "./lists.ts";
import type { ContractSubject } from "./subject.ts";

/** What is told of one thing by its name or id. */
export function describeDetails(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;

  it("gives undefined for ids and names that nothing has", async () => {
    expect(await bridge().request("dlv_00000000000000000000000000000000")).toBeUndefined();
    expect(await bridge().request("no/such?id=%2e")).toBeUndefined();
    expect(await bridge().explain("req_00000000")).toBeUndefined();
    expect(await bridge().source("no-such-source")).toBeUndefined();
    expect(await bridge().subscription("no-such-subscription")).toBeUndefined();
    expect(await bridge().deadLetter("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    if (!bridge().place.mayWrite) return;
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

  it("tells of a signature its scheme and which secret matched, and never more than its ends", async () => {
    const [row] = (await bridge().requests({ limit: 1, outcome: ["published"] })).items;
    const { signature } = (await bridge().request(row?.id ?? "")) ?? {};
    expect(signature?.locations.length).toBeGreaterThan(0);
    expect(signature?.description).not.toBe("");
    for (const { value } of signature?.found ?? []) expect(value).toMatch(/…|\[hidden\]/);
  });

  it("explains a refusal, with a cause that says what shows it", async () => {
    const [row] = (await bridge().requests({ limit: 1, outcome: ["refused"] })).items;
    const explanation = await bridge().explain(row?.id ?? "");
    for (const { evidence, fix, proven } of explanation?.causes ?? []) {
      expect([evidence, fix]).not.toContain("");
      expect(typeof proven).toBe("boolean");
    }
  });

  it("tells of each source what every bridge tells, and no secret", async () => {
    const ofRow = ["name", "provider", "bus", "url", "condition", "secrets", "lastHour"];
    const ofDetail = [...ofRow, "steps", "signature", "samples", "setup", "secretUse"];
    const ofSetup = ["where", "secret", "roles", "docs", "handshakes", "triesAgain"];
    const rows = await bridge().sources();
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(expect.arrayContaining(ofRow));
      expect(row.lastHour).toEqual({ accepted: expect.any(Number), refused: expect.any(Number) });
      const detail = await bridge().source(row.name);
      expect(Object.keys(detail ?? {})).toEqual(expect.arrayContaining(ofDetail));
      expect(Object.keys(detail?.setup ?? {})).toEqual(expect.arrayContaining(ofSetup));
      expect(detail).toMatchObject(row);
    }
    expect(rows.some(({ lastAccepted }) => lastAccepted?.outcome !== undefined)).toBe(true);
  });

  it("has the bodies of recorded requests, where it has any", async () => {
    for (const { name } of await bridge().sources()) {
      const [first] = (await bridge().source(name))?.samples ?? [];
      if (first && bridge().recorded)
        expect(await bridge().recorded?.(name, first.name)).toMatchObject({ name: first.name });
      expect(await bridge().recorded?.(name, "no such recording")).toBeUndefined();
    }
  });

  it("knows its sources, and each by its name", async () => {
    const sources = await bridge().sources();
    expect(sources.length).toBeGreaterThanOrEqual(2);
    for (const { name, url } of sources) {
      expect(url.endsWith(`/hooks/${name}`)).toBe(true);
      expect(await bridge().source(name)).toMatchObject({ name, url });
    }
  });
}

/** What a bridge does that knows the events of the past. */
export function describeEvents(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;

  it("a type finds its events, also by its beginning", async () => {
    const all = (await bridge().events({ limit: 1_000 })).items;
    const type = all[0]?.type ?? "";
    const same = all.filter((row) => row.type === type);
    expect(idsOf((await bridge().events({ limit: 1_000, type: [type] })).items)).toEqual(idsOf(same));
    const beginning = `${type.slice(0, -2)}*`;
    const found = (await bridge().events({ limit: 1_000, type: [beginning] })).items;
    expect(idsOf(found)).toEqual(idsOf(all.filter((row) => row.type.startsWith(type.slice(0, -2)))));
  });

  it("a type, an entity or an action finds the deliveries that carried such events", async () => {
    const events = (await bridge().events({ limit: 1_000 })).items;
    const { type = "", entity, action } = events.find((row) => row.entity !== undefined) ?? events[0] ?? {};
    const choices = [
      [{ type: [type] }, (row: EventRow) => row.type === type],
      [{ type: [`${type.slice(0, -2)}*`] }, (row: EventRow) => row.type.startsWith(type.slice(0, -2))],
      ...(entity ? [[{ entity: [entity] }, (row: EventRow) => row.entity === entity] as const] : []),
      ...(action ? [[{ action: [action] }, (row: EventRow) => row.action === action] as const] : []),
    ] as const;
    for (const [choice, isChosen] of choices) {
      const carried = new Set(events.filter(isChosen).map(({ delivery }) => delivery));
      const found = (await bridge().requests({ limit: 1_000, ...choice }, true)).items;
      expect(new Set(idsOf(found))).toEqual(carried);
    }
    expect((await bridge().requests({ limit: 1_000, type: ["no.such.type"] })).items).toEqual([]);
    expect((await bridge().events({ limit: 1_000, entity: ["no-such-entity"] })).items).toEqual([]);
  });

  it("a bus finds its events, and shows of each what the list has", async () => {
    const all = (await bridge().events({ limit: 1_000 })).items;
    const [{ bus = "", id = "" } = {}] = all;
    const onBus = (await bridge().events({ limit: 1_000, bus: [bus] })).items;
    expect(idsOf(onBus)).toEqual(idsOf(all.filter((row) => row.bus === bus)));
    expect(await bridge().event(id)).toMatchObject(all[0] ?? {});
  });

  it("a delivery shows its events as their list does", async () => {
    const [event] = (await bridge().events({ limit: 1 })).items;
    const { events = [] } = (await bridge().request(event?.delivery ?? "")) ?? {};
    expect(events).toContainEqual(event);
  });

  it("gives undefined for events that nothing has", async () => {
    expect(await bridge().event("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    if (bridge().place.mayWrite)
      expect(
        await bridge().replayEvent("00000000-0000-4000-8000-000000000000", { dryRun: false }),
      ).toBeUndefined();
  });
}

/** What a bridge does that keeps its events' text. */
export function describeEventTexts(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;

  it("shows an event with its text, which is JSON", async () => {
    const [row] = (await bridge().events({ limit: 1 })).items;
    const event = await bridge().event(row?.id ?? "");
    expect(event).toMatchObject({ id: row?.id, type: row?.type, bus: row?.bus });
    expect(JSON.parse(event?.envelope ?? "")).toMatchObject({ id: row?.id });
  });

  it("judges patterns as EventBridge does", async () => {
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

  it("says of each field of a pattern what it makes of an event", async () => {
    const [row] = (await bridge().events({ limit: 1 })).items;
    const { envelope = "", source = "" } = (await bridge().event(row?.id ?? "")) ?? {};
    const pattern = JSON.stringify({ detail: { bridgesource: [source], type: ["no.such.type"] } });
    const { fields } = await bridge().testPattern(pattern, envelope);
    expect(fields).toEqual([
      { field: "detail.bridgesource", matched: true, why: `is ${source}` },
      { field: "detail.type", matched: false, why: `is ${row?.type}, needs no.such.type` },
    ]);
  });

  it("counts the last events of a bus that match", async () => {
    const all = (await bridge().events({ limit: 1_000 })).items;
    const { bus = "", type = "" } = all[0] ?? {};
    const pattern = JSON.stringify({ detail: { type: [type] } });
    const found = await bridge().matchingEvents(pattern, bus);
    const fitting = all.filter((row) => row.bus === bus && row.type === type);
    expect(found).toMatchObject({ valid: true, bus, matching: fitting.length });
    expect(idsOf(found.newest)).toEqual(idsOf(fitting.slice(0, 20)));
    await expect(bridge().matchingEvents(pattern, "no-such-bus")).rejects.toMatchObject({
      code: "wrong-use",
    });
  });
}

/** What is done with dead letters. */
export function describeDeadLetters(subject: () => ContractSubject): void {
  const bridge = (): RunningBridge => subject().bridge;
  const everything: DeadLetterFilter = {};

  it("a dry run counts dead letters and changes none", async () => {
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
    const groups = await bridge().deadLetterGroups();
    const { items } = await bridge().deadLetters({ limit: 1_000 });
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
  });

  it("shows one with its message", async () => {
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

/** What is told as it happens. */
export function describeStream(subject: () => ContractSubject): void {
  const isSame = (one: StreamItem | undefined, other: StreamItem | undefined): void => {
    expect(one?.id).toBe(other?.id);
    expect(one?.kind).toBe(other?.kind);
  };

  it("tells what happens, in order, and goes on behind an item", async () => {
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
    const stopping = new AbortController();
    const ended = takeItems(
      subject().bridge.stream({ source: ["no-such-source"], signal: stopping.signal }),
      1,
    );
    setTimeout(() => stopping.abort(), 50);
    expect(await ended).toEqual([]);
  });
}
