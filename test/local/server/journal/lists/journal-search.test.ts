import { expect, it } from "vitest";
import { type Journal, openJournal } from "../../../../../src/local/server/journal/journal.ts";
import type { ListQuery } from "../../../../../src/operate/lists.ts";

/** A journal with so many requests, each with an event; every tenth payload has the needle. */
function filledJournal(count: number): { readonly journal: Journal; readonly looked: () => number } {
  let looked = 0;
  const journal: Journal = openJournal(":memory:", ({ envelope }) => {
    looked++;
    return envelope;
  });
  for (let number = 1; number <= count; number++) {
    const id = `dlv_${number}`;
    const source = number % 3 === 0 ? "billing" : "acme";
    journal.requests.write(id, { at: number, source, outcome: number % 5 === 0 ? "duplicate" : "published" });
    const data = number % 10 === 0 ? '{"says":"NEEDLE"}' : "{}";
    const detail = `{"type":"com.x.y","bridgesource":"${source}","id":"ce-${number}","deliveryid":"${id}","data":${data}}`;
    journal.events.add(
      {
        place: number,
        bus: "b",
        id: `evt-${number}`,
        at: number,
        envelope: `{"detail-type":"y","detail":${detail}}`,
      },
      true,
    );
  }
  return { journal, looked: () => looked };
}

const queries: readonly ListQuery[] = [
  { text: "needle" },
  { text: "needle", limit: 7 },
  { text: "needle", limit: 3, before: "201" },
  { text: "needle", limit: 3, after: "199" },
  { text: "needle", after: "100", before: "200" },
  { text: "needle", source: ["billing"], limit: 5 },
  { text: "needle", outcome: ["published"] },
  { text: "dlv_12", limit: 4 },
  { text: "ce-33" },
  { text: "nothing has this" },
  { text: "nothing has this", after: "50" },
  { text: "needle", before: "5" },
];

it.each(queries)("finds what a list has: %j", async (query) => {
  const { requests, events } = filledJournal(320).journal;
  expect(await requests.search(query)).toEqual(requests.list(query));
  expect(await requests.search(query, true)).toEqual(requests.list(query, true));
  expect(await events.search(query)).toEqual(events.list(query));
});

it("is empty where nothing has come", async () => {
  const { requests } = openJournal(":memory:", () => undefined);
  expect(await requests.search({ text: "x" })).toEqual(requests.list({ text: "x" }));
});

it("lets other work go on: at most 50 payloads in one turn of the event loop", async () => {
  const { journal, looked } = filledJournal(2_000);
  let isOver = false;
  let most = 0;
  let turns = 0;
  let before = 0;
  const turn = (): void => {
    turns++;
    most = Math.max(most, looked() - before);
    before = looked();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const { total } = await journal.requests.search({ text: "needle" });
  isOver = true;
  expect(total).toBe(200);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(50);
  expect(turns).toBeGreaterThanOrEqual(40);
});

it("takes what is written meanwhile, and what is pruned", async () => {
  const { requests } = filledJournal(200).journal;
  const searching = requests.search({ text: "dlv_1", limit: 1_000 });
  requests.write("dlv_1001", { at: 1, source: "acme", outcome: "queued" });
  const { items, total } = await searching;
  expect(items).toHaveLength(total ?? 0);
  expect((await requests.search({ text: "dlv_1001" })).total).toBe(1);
});
