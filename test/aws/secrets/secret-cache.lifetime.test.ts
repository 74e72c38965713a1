import { afterEach, describe, expect, it, vi } from "vitest";
import { cachedSecrets } from "../../../src/aws/secrets/secret-cache.ts";

afterEach(() => void vi.useRealTimers());

describe("how long secrets are kept", () => {
  /** Reads of a vault until `now`, by a cache of this chance. */
  async function readsBy(chance: number, now: number): Promise<number> {
    let reads = 0;
    let clock = 0;
    const vault = { read: async () => `secret ${reads++}`, keep: async () => false };
    const cache = cachedSecrets(
      vault,
      () => clock,
      () => {},
      () => chance,
    );
    await cache.secrets("one", []);
    clock = now;
    await cache.secrets("one", []);
    return reads;
  }

  it("is five minutes at most, and less by chance, so that what started together does not read together", async () => {
    expect(await readsBy(0, 299_999)).toBe(1);
    expect(await readsBy(0, 300_000)).toBe(2);
    expect(await readsBy(0.5, 262_499)).toBe(1);
    expect(await readsBy(0.5, 262_500)).toBe(2);
    expect(await readsBy(1, 224_999)).toBe(1);
    expect(await readsBy(1, 225_000)).toBe(2);
  });

  it("is drawn anew at each read, for each source", async () => {
    const chances = [0, 1, 0.5];
    let clock = 0;
    const reads: string[] = [];
    const vault = {
      async read(source: string) {
        reads.push(`${source} at ${clock}`);
        return "a secret";
      },
      keep: async () => false,
    };
    const cache = cachedSecrets(
      vault,
      () => clock,
      () => {},
      () => chances.shift() ?? 0,
    );
    for (const at of [0, 230_000, 299_999]) {
      clock = at;
      await cache.secrets("one", []);
      await cache.secrets("two", []);
    }
    expect(reads).toEqual(["one at 0", "two at 0", "two at 230000"]);
  });
});

describe("a vault that hangs", () => {
  /** A vault that answers once, and then never again. */
  function hanging() {
    const signals: AbortSignal[] = [];
    let clock = 0;
    let answers = 1;
    const vault = {
      async read(_: string, signal: AbortSignal) {
        signals.push(signal);
        return answers-- > 0 ? "a secret" : new Promise<string>(() => {});
      },
      keep: async () => new Promise<boolean>(() => {}),
    };
    const cache = cachedSecrets(vault, () => clock);
    return { cache, signals, later: (ms: number) => (clock += ms) };
  }

  it("holds a request for three seconds when the last secrets can be used", async () => {
    vi.useFakeTimers();
    const { cache, later, signals } = hanging();
    await cache.secrets("one", []);
    later(400_000);
    const waiting = cache.secrets("one", []);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(signals.at(-1)?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await waiting)[0]?.reveal()).toBe("a secret");
    expect(signals.at(-1)?.aborted).toBe(true);
  });

  it("holds a request for twelve seconds when there are none, and when none has matched", async () => {
    vi.useFakeTimers();
    const { cache, later } = hanging();
    const tried = await cache.secrets("one", []);
    later(60_000);
    const refused = { code: "secret-store-failed" };
    const both = [
      expect(cache.refresh("one", [], tried)).rejects.toMatchObject(refused),
      expect(cache.secrets("two", [])).rejects.toMatchObject(refused),
      expect(cache.adopt("two", "handed over")).rejects.toMatchObject(refused),
    ];
    await vi.advanceTimersByTimeAsync(11_999);
    expect(vi.getTimerCount()).toBe(3);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(both);
    expect(vi.getTimerCount()).toBe(0);
  });
});
