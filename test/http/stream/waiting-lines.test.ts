import { expect, it } from "vitest";
import { makeWaitingLines } from "../../../src/http/stream/waiting-lines.ts";
import type { StreamItem } from "../../../src/operate/bridge.ts";
import { fakeRequest } from "../../support/bridge/fake-rows.ts";

const item = (number: number): StreamItem => ({
  id: String(number),
  kind: "request",
  row: fakeRequest(number),
});
const limits = { items: 3, size: 1_000_000, patienceMs: 10 };
const idsIn = (text = ""): readonly string[] =>
  Array.from(text.matchAll(/^id: (.*)$/gm), ([, id = ""]) => id);

it("gives all that waits at once, in order", async () => {
  const lines = makeWaitingLines(limits);
  await lines.add(item(1));
  await lines.add(item(2));
  expect(idsIn(await lines.take())).toEqual(["1", "2"]);
});

it("tells a slow reader how much was left out, and under the id of the last of it", async () => {
  const lines = makeWaitingLines(limits);
  for (let number = 1; number <= 8; number++) await lines.add(item(number));
  const text = await lines.take();
  expect(idsIn(text)).toEqual(["1", "2", "3", "8"]);
  expect(text).toMatch(/id: 8\nevent: gap\ndata: \{"count":5\}\n\n$/);
  await lines.add(item(9));
  expect(idsIn(await lines.take())).toEqual(["9"]);
});

it("passes on what is no item, without an id", async () => {
  const lines = makeWaitingLines(limits);
  await lines.add(item(1));
  lines.note("The bus people\ncan't be followed.");
  const text = await lines.take();
  expect(text).toMatch(/\n\nevent: note\ndata: \{"text":"The bus people\\ncan't be followed\."\}\n\n$/);
  expect(idsIn(text)).toEqual(["1"]);
});

it("counts what a gap of the bridge has left out already", async () => {
  const lines = makeWaitingLines({ ...limits, items: 1 });
  await lines.add(item(1));
  await lines.add({ id: "7", kind: "gap", count: 6 });
  await lines.add(item(8));
  expect(await lines.take()).toContain('data: {"count":7}');
});

it("bounds the size as well as the number", async () => {
  const lines = makeWaitingLines({ ...limits, items: 1_000, size: 500 });
  for (let number = 1; number <= 20; number++) await lines.add(item(number));
  const text = (await lines.take()) ?? "";
  expect(text.length).toBeLessThan(1_500);
  expect(text).toMatch(/event: gap/);
});

it("waits for a reader that catches up: nothing is left out", async () => {
  const lines = makeWaitingLines({ ...limits, patienceMs: 5_000 });
  const reading = (async () => {
    const ids: string[] = [];
    for (let text = await lines.take(); text !== undefined; text = await lines.take()) {
      ids.push(...idsIn(text));
      await new Promise((next) => setTimeout(next, 1));
    }
    return ids;
  })();
  for (let number = 1; number <= 50; number++) await lines.add(item(number));
  lines.end();
  expect(await reading).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
});

it("ends with what still waits, and its last words", async () => {
  const lines = makeWaitingLines(limits);
  await lines.add(item(1));
  lines.end("event: error\n\n");
  expect(await lines.take()).toMatch(/^id: 1\n.*\n\nevent: error\n\n$/s);
  expect(await lines.take()).toBeUndefined();
  await lines.add(item(2));
  expect(await lines.take()).toBeUndefined();
});
