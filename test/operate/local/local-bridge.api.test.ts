import { afterEach, beforeEach, expect, it } from "vitest";
import type { RunningBridge } from "../../../src/operate/bridge.ts";
import { openLocalBridge } from "../../../src/operate/local/local-bridge.ts";
import { type ServedBridge, serveFake } from "../../support/bridge/serve-fake.ts";

let served: ServedBridge;
let bridge: RunningBridge;
beforeEach(async () => {
  served = await serveFake();
  bridge = await openLocalBridge({ dataDirectory: served.dataDirectory });
});
afterEach(async () => {
  await bridge.close();
  await served.close();
});

it("gives an event's text byte for byte", async () => {
  const own = await served.fake.bridge.event("evt-dlv_0");
  expect(await bridge.event("evt-dlv_0")).toEqual(own);
  expect(own?.envelope).toContain("12345678901234567890");
});

it("gives what the bridge itself gives", async () => {
  const own = served.fake.bridge;
  const range = { from: Date.parse("2026-11-30T12:00:00Z"), to: Date.parse("2026-11-30T13:00:00Z") };
  expect(await bridge.overview(range)).toEqual(await own.overview(range));
  expect(await bridge.sources()).toEqual(await own.sources());
  expect(await bridge.source("billing")).toEqual(await own.source("billing"));
  expect(await bridge.request("req_3")).toEqual(await own.request("req_3"));
  expect(await bridge.explain("req_3")).toEqual(await own.explain("req_3"));
  expect(await bridge.subscription("builds")).toEqual(await own.subscription("builds"));
  expect(await bridge.deadLetter("letter-1")).toEqual(await own.deadLetter("letter-1"));
  expect(bridge.place).toEqual(own.place);
});

it("a sample that can't be made is an answer; one of a source that is not there is an error", async () => {
  expect(await bridge.sample("billing", { event: "unknown" })).toEqual({
    sent: false,
    reason: "No recorded request has this name.",
  });
  expect(await bridge.sample("billing", { set: { "/id": "12345678901234567890" } })).toMatchObject({
    sent: true,
  });
  await expect(bridge.sample("none", {})).rejects.toMatchObject({
    code: "wrong-use",
    message: 'There is no source "none".',
  });
});

it("an error of the bridge keeps its code, message and remedy", async () => {
  const order = { bus: "none", from: 0, to: 1, dryRun: true };
  await expect(bridge.replay(order)).rejects.toMatchObject({
    code: "wrong-use",
    message: "There is no bus none.",
    remedy: "Name one: engineering",
  });
});

it("an order that is stopped tells how far it came", async () => {
  const stopping = new AbortController();
  const seen: number[] = [];
  const result = await bridge.discard(
    { filter: {}, dryRun: false, perSecond: 20 },
    {
      signal: stopping.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 3) stopping.abort();
      },
    },
  );
  expect(seen).toEqual([1, 2, 3]);
  expect(result).toMatchObject({ matched: 9, done: 3, stopped: true });
});

it("passes on what the bridge says of a stream", async () => {
  const { stream } = served.fake.bridge;
  served.fake.bridge.stream = (query) => {
    query.onNote?.("The bus people can't be followed.");
    return stream(query);
  };
  const notes: string[] = [];
  const leaving = new AbortController();
  const onNote = (text: string): void => {
    notes.push(text);
    leaving.abort();
  };
  for await (const item of bridge.stream({ source: ["billing"], signal: leaving.signal, onNote }))
    throw new Error(`Nothing has happened, and there is ${item.id}.`);
  expect(notes).toEqual(["The bus people can't be followed."]);
});

it("closing it ends its streams and orders", async () => {
  const items: unknown[] = [];
  const reading = (async () => {
    for await (const item of bridge.stream({ signal: new AbortController().signal })) items.push(item);
  })();
  const order = bridge.redrive({ filter: {}, dryRun: false, perSecond: 2 });
  setTimeout(() => void bridge.close(), 100);
  await reading;
  expect(await order).toMatchObject({ stopped: true });
});
