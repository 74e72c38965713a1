/** Dead letters of the embedded queues: found, counted, moved back and deleted by filter. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import type { LetterProgress } from "../../../../src/operate/dead-letters.ts";
import { accepted, requestWith, startTestBridge, until } from "../runtime-fixture.ts";

let runtime: Runtime;
const ids: string[] = [];

beforeAll(async () => {
  runtime = await startTestBridge([]);
  for (let number = 0; number < 5; number++)
    ids.push(
      await accepted(runtime.url, JSON.stringify({ action: "opened", id: `letter-${number}` }), "broken"),
    );
  for (const [issue, number] of [
    ["a", 1],
    ["a", 2],
    ["a", 3],
    ["b", 1],
  ] as const)
    await accepted(
      runtime.url,
      JSON.stringify({ action: "broken", id: `${issue}-${number}`, issue }),
      "ordered",
    );
  await until(async () => (await runtime.bridge.deadLetters({})).total === 7, 60);
}, 90_000);
afterAll(() => runtime?.close());

const total = async (query: object = {}): Promise<number | null> =>
  (await runtime.bridge.deadLetters(query)).total;

test("lists by filter, page by page, with what to do", async () => {
  const first = await runtime.bridge.deadLetters({ source: ["broken"], limit: 3 });
  expect(first).toMatchObject({ total: 5 });
  const rest = await runtime.bridge.deadLetters({ source: ["broken"], limit: 3, before: first.next ?? "" });
  expect(rest).toMatchObject({ next: null, items: [{}, {}] });
  expect(await runtime.bridge.deadLetters({ after: first.previous ?? "", source: ["broken"] })).toMatchObject(
    {
      items: [],
    },
  );
  const [letter] = first.items;
  expect(letter).toMatchObject({
    queue: "deliveries",
    code: "event-invalid",
    reason: expect.stringContaining("threw an error"),
  });
  expect(ids).toContain(letter?.delivery);
  const detail = await runtime.bridge.deadLetter(letter?.id ?? "");
  expect(detail?.message).toContain(letter?.delivery);
  expect(detail?.remedy).toContain("redrive");
  expect(await total({ text: "letter-3" })).toBe(1);
  expect(await total({ code: ["none"] })).toBe(0);
  expect(await total({ from: Date.now() + 60_000 })).toBe(0);
  await expect(runtime.bridge.deadLetters({ subscription: "builds" })).rejects.toMatchObject({
    code: "wrong-use",
  });
  await expect(runtime.bridge.deadLetters({ before: "nonsense" })).rejects.toMatchObject({
    code: "wrong-use",
  });
});

test("groups have one cause each, the largest first; the letters behind others of their group are counted", async () => {
  const groups = await runtime.bridge.deadLetterGroups();
  expect(groups).toMatchObject([
    { queue: "deliveries", source: "broken", code: "event-invalid", count: 5 },
    { queue: "ordered", source: "ordered", count: 2 },
  ]);
  const { deadLetters, attention } = await runtime.bridge.overview({ from: 0, to: Date.now() });
  expect(deadLetters).toBe(9);
  expect(attention).toContainEqual(
    expect.objectContaining({ level: "bad", text: "9 deliveries could not be published." }),
  );
});

test("a dry run says what would become of each, and moves none", async () => {
  const { outlook } = await runtime.bridge.redrive({ filter: { source: ["broken"] }, dryRun: true });
  expect(outlook).toMatchObject({
    letters: { publish: 0, fail: 5 },
    failures: [{ code: "event-invalid", count: 5 }],
    each: [{ prospect: "fail", reason: expect.stringContaining("threw") }, {}, {}, {}, {}],
  });
  const order = { filter: { source: ["broken"] }, dryRun: false, leaveFailing: true };
  expect(await runtime.bridge.redrive(order)).toMatchObject({
    matched: 0,
    note: expect.stringContaining("would fail again: 5"),
  });
  expect(await total({ source: ["broken"] })).toBe(5);
});

test("a rate is kept, progress is told, and an abort stops in the middle", async () => {
  const progress: LetterProgress[] = [];
  const stopping = new AbortController();
  const started = Date.now();
  const result = await runtime.bridge.discard(
    { filter: { source: ["broken"] }, dryRun: false, perSecond: 4 },
    {
      signal: stopping.signal,
      onProgress(told) {
        progress.push(told);
        if (told.done === 3) stopping.abort();
      },
    },
  );
  expect(Date.now() - started).toBeGreaterThanOrEqual(450);
  expect(progress.map(({ done }) => done)).toEqual([1, 2, 3]);
  expect(result).toMatchObject({ matched: 3, done: 3, failed: 0, passedOver: 2, stopped: true });
  expect(result.groups).toMatchObject([{ source: "broken", count: 3 }]);
  expect(await total({ source: ["broken"] })).toBe(2);
});

test("what is moved back is queued again, and parked again while its cause is there", async () => {
  const [row] = (await runtime.bridge.deadLetters({ source: ["broken"], limit: 1 })).items;
  const delivery = row?.delivery ?? "";
  const result = await runtime.bridge.redrive({ filter: { id: [row?.id ?? ""] }, dryRun: false });
  expect(result).toMatchObject({ matched: 1, done: 1 });
  const again = await until(async () => {
    const { items } = await runtime.bridge.deadLetters({ source: ["broken"] });
    return items.find((letter) => letter.delivery === delivery && letter.id !== row?.id);
  });
  expect(again).toMatchObject({ delivery });
  const { steps } = await requestWith(runtime, delivery, "dead-letter");
  expect(steps.filter(({ step }) => step === "taken").length).toBeGreaterThanOrEqual(2);
});

test("an ordered source's letters are moved group by group to their end", async () => {
  const dry = await runtime.bridge.redrive({ filter: { source: ["ordered"] }, dryRun: true });
  expect(dry).toMatchObject({ matched: 2, note: expect.stringContaining("2 letters of ordered") });
  const done = await runtime.bridge.discard({ filter: { queue: ["ordered"] }, dryRun: false });
  expect(done).toMatchObject({ matched: 4, done: 4, failed: 0 });
  expect(await total({ queue: ["ordered"] })).toBe(0);
}, 30_000);
