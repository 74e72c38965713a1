import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BridgeError } from "../../../src/core/errors.ts";
import type { RunningBridge, StreamItem, StreamQuery } from "../../../src/operate/bridge.ts";
import {
  type SharedStream,
  type SharingOptions,
  shareStream,
} from "../../../src/operate/stream/share-stream.ts";
import { type FakeBridge, makeFakeBridge } from "../../support/bridge/fake-bridge.ts";

/** A bridge that counts who follows it, and can fail when it is left. */
function counted(): {
  readonly fake: FakeBridge;
  readonly queries: StreamQuery[];
  readonly following: () => number;
  failOnLeaving?: BridgeError;
} {
  const fake = makeFakeBridge(0);
  const { stream } = fake.bridge;
  const queries: StreamQuery[] = [];
  let following = 0;
  const made = { fake, queries, following: () => following } as ReturnType<typeof counted>;
  fake.bridge.stream = async function* (query) {
    queries.push(query);
    following++;
    try {
      yield* stream(query);
    } finally {
      following--;
    }
    if (made.failOnLeaving) throw made.failOnLeaving;
  };
  return made;
}

/** Reads until it is stopped. */
function read(bridge: RunningBridge, query: Omit<StreamQuery, "signal"> = {}) {
  const items: StreamItem[] = [];
  const notes: string[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    const all = { ...query, signal: stop.signal, onNote: (text: string) => void notes.push(text) };
    for await (const item of bridge.stream(all)) items.push(item);
  })();
  ended.catch(() => undefined);
  const ids = (): readonly string[] =>
    items.map((item) => (item.kind === "gap" ? `${item.count} lost` : item.row.id));
  return { items, ids, notes, ended, stop: () => stop.abort() };
}

const failures: unknown[] = [];
const share = (made: ReturnType<typeof counted>, options: Partial<SharingOptions> = {}): SharedStream =>
  shareStream(made.fake.bridge, {
    now: Date.now,
    onFailure: (error) => failures.push(error),
    lingerMs: 1_000,
    ...options,
  });

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-11-30T12:00:00Z") }));
afterEach(() => {
  vi.useRealTimers();
  expect(failures.splice(0)).toEqual([]);
});

describe("readers of one stream", () => {
  it("share one follower without a filter, and each gets what it asked for", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const all = read(bridge);
    const billing = read(bridge, { source: ["billing"] });
    const pushes = read(bridge, { pattern: '{"detail":{"type":["com.acme-github.push"]}}' });
    await settle();
    for (let number = 0; number < 4; number++) made.fake.happen();
    await settle();
    expect(made.queries.map(({ source, pattern, lastId }) => ({ source, pattern, lastId }))).toEqual([{}]);
    expect(all.ids()).toEqual(["dlv_0", "evt-dlv_0", "dlv_1", "evt-dlv_1", "dlv_2", "evt-dlv_2", "req_3"]);
    expect(billing.ids()).toEqual(["dlv_1", "evt-dlv_1", "req_3"]);
    expect(pushes.ids()).toEqual(["evt-dlv_0", "evt-dlv_2"]);
    await close();
    expect(made.following()).toBe(0);
    await Promise.all([all.ended, billing.ended, pushes.ended]);
  });

  it("that come back go on without a gap, where the ring has everything", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const first = read(bridge);
    const other = read(bridge);
    await settle();
    made.fake.happen();
    await settle();
    first.stop();
    made.fake.happen();
    await settle();
    const lastId = first.items.at(-1)?.id ?? "";
    const back = read(bridge, { lastId });
    await settle();
    expect(back.ids()).toEqual(["dlv_1", "evt-dlv_1"]);
    expect(back.items.map(({ id }) => id)).toEqual(other.items.slice(2).map(({ id }) => id));
    expect(back.notes).toEqual([]);
    await close();
  });

  it("that come back too late get the number of what the ring has let go", async () => {
    const made = counted();
    const { bridge, close } = share(made, { limits: { items: 4, size: 1e6 } });
    const first = read(bridge);
    await settle();
    made.fake.happen();
    await settle();
    first.stop();
    const lastId = first.items[0]?.id ?? "";
    for (let number = 0; number < 3; number++) made.fake.happen();
    await settle();
    const back = read(bridge, { lastId });
    await settle();
    // Seven came, the first was read, the last four are kept.
    expect(back.ids()).toEqual(["2 lost", "evt-dlv_1", "dlv_2", "evt-dlv_2", "req_3"]);
    await close();
  });

  it("with an id of an earlier console are told that it can't go on", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const back = read(bridge, { lastId: "1764504000000-3" });
    await settle();
    expect(back.notes).toEqual([expect.stringContaining("the lists have what came in between")]);
    made.fake.happen();
    await settle();
    expect(back.ids()).toEqual(["dlv_0", "evt-dlv_0"]);
    await close();
  });

  it("with a pattern that is none get that as an error, and nobody follows", async () => {
    const made = counted();
    const { ended } = read(share(made).bridge, { pattern: "{" });
    await expect(ended).rejects.toMatchObject({ code: "wrong-use" });
    expect(made.queries).toEqual([]);
  });

  it("that are slow keep nobody from the news", async () => {
    const made = counted();
    const { bridge, close } = share(made, { limits: { items: 3, size: 1e6 } });
    const stop = new AbortController();
    const slow = bridge.stream({ signal: stop.signal })[Symbol.asyncIterator]();
    const first = slow.next();
    const quick = read(bridge);
    await settle();
    for (let number = 0; number < 4; number++) {
      made.fake.happen();
      await settle();
    }
    expect(quick.items.length).toBe(7);
    expect((await first).value).toMatchObject({ row: { id: "dlv_0" } });
    const rest: unknown[] = [];
    for (let number = 0; number < 4; number++) rest.push((await slow.next()).value);
    expect(rest).toMatchObject([
      { kind: "gap", count: 3 },
      { row: { id: "dlv_2" } },
      { row: { id: "evt-dlv_2" } },
      { row: { id: "req_3" } },
    ]);
    await close();
  });
});

describe("the follower", () => {
  it("stays for a while when the last reader has left, and then ends", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const first = read(bridge);
    await settle();
    first.stop();
    await vi.advanceTimersByTimeAsync(900);
    expect(made.following()).toBe(1);
    const second = read(bridge);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(made.queries.length).toBe(1);
    second.stop();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(made.following()).toBe(0);
    await close();
  });

  it("begins anew behind the last item after a short pause, and from now after a long one", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const first = read(bridge);
    await settle();
    made.fake.happen();
    await settle();
    first.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    made.fake.happen();
    const back = read(bridge, { lastId: first.items.at(-1)?.id ?? "" });
    await settle();
    expect(made.queries[1]?.lastId).toBe("2");
    expect(back.ids()).toEqual(["dlv_1", "evt-dlv_1"]);
    expect(back.notes).toEqual([expect.stringContaining("events of that time are missing")]);
    back.stop();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    read(bridge);
    await settle();
    expect(made.queries[2]?.lastId).toBeUndefined();
    await close();
  });

  it("says once to each reader what can't be followed, also to those that come later", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const first = read(bridge);
    await settle();
    for (let number = 0; number < 2; number++) made.queries[0]?.onNote?.("The bus payments is not followed.");
    const second = read(bridge);
    await settle();
    expect([first.notes, second.notes]).toEqual([
      ["The bus payments is not followed."],
      ["The bus payments is not followed."],
    ]);
    await close();
  });

  it("that fails ends all readers with its error; the next one tries again", async () => {
    const made = counted();
    const { bridge, close } = share(made);
    const readers = [read(bridge), read(bridge)];
    await settle();
    made.fake.stream.fail(new BridgeError("aws-failed", "SQS refuses.", "Check the permissions."));
    for (const { ended } of readers) await expect(ended).rejects.toThrow("SQS refuses.");
    const again = read(bridge);
    await expect(again.ended).rejects.toThrow("SQS refuses.");
    expect(made.queries.length).toBe(2);
    await close();
  });

  it("tells the one who ends it what it could not remove, and at any other time the terminal", async () => {
    const failed = new BridgeError("aws-failed", "The queue is left.", "Remove it.");
    const made = counted();
    const { bridge, close } = share(made);
    made.failOnLeaving = failed;
    const first = read(bridge);
    await settle();
    first.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(failures.splice(0)).toEqual([failed]);
    read(bridge);
    await settle();
    await expect(close()).rejects.toThrow("The queue is left.");
  });
});
