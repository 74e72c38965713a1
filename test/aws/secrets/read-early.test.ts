import { afterEach, describe, expect, it, vi } from "vitest";
import { readEarly } from "../../../src/aws/secrets/read-early.ts";
import { type BatchVault, cachedSecrets } from "../../../src/aws/secrets/secret-cache.ts";
import { BridgeError } from "../../../src/core/errors.ts";
import type { Source } from "../../../src/core/source.ts";
import { bridge } from "../../support/fakes.ts";

afterEach(() => void vi.useRealTimers());

const acme = bridge.sources.get("acme") as Source;
const sourcesOf = (...names: readonly string[]): ReadonlyMap<string, Source> =>
  new Map(names.map((name) => [name, { ...acme, name }]));

/** A vault with texts, of which each read is noted. */
function early(texts: Readonly<Record<string, string>>, changes: Partial<BatchVault> = {}) {
  const reads: string[] = [];
  const failures: unknown[] = [];
  const doubted: string[] = [];
  const vault: BatchVault = {
    async read(source) {
      reads.push(source);
      return texts[source];
    },
    async readMany(sources, found) {
      reads.push(sources.join(" "));
      for (const source of sources) if (texts[source] !== undefined) found(source, texts[source]);
    },
    keep: async () => false,
    ...changes,
  };
  const cache = cachedSecrets(
    vault,
    () => 1_000,
    (source) => void doubted.push(source),
  );
  return {
    reads,
    failures,
    doubted,
    cache,
    reader: { vault, cache, onFailure: (e: unknown) => void failures.push(e) },
  };
}

describe("secrets that are read before the first event", () => {
  it("are in the cache, with their roles, and looked at for doubts", async () => {
    const { reads, doubted, cache, reader, failures } = early({ one: '["a","verifyToken:t"]', two: "b" });
    await readEarly(sourcesOf("one", "two"), reader);
    const [first, token] = await cache.secrets("one", ["verifyToken"]);
    expect([first?.reveal(), token?.reveal(), token?.role]).toEqual(["a", "t", "verifyToken"]);
    expect(await cache.secrets("two", [])).toHaveLength(1);
    expect(reads).toEqual(["one two"]);
    expect(doubted).toEqual(["one", "two"]);
    expect(failures).toEqual([]);
  });

  it("that are missing are not remembered: they may be stored before the first request", async () => {
    const texts: Record<string, string> = {};
    const { reads, cache, reader } = early(texts);
    await readEarly(sourcesOf("one"), reader);
    expect(cache.readAt("one")).toBeUndefined();
    texts.one = "stored";
    expect((await cache.secrets("one", []))[0]?.reveal()).toBe("stored");
    expect(reads).toEqual(["one", "one"]);
  });

  it("of more than thirty sources are left to the requests", async () => {
    const names = Array.from({ length: 35 }, (_, index) => `s${index}`);
    const { reads, reader } = early({});
    await readEarly(sourcesOf(...names), reader);
    expect(reads).toEqual([names.slice(0, 30).join(" ")]);
  });

  it("do not replace what a request has read meanwhile", async () => {
    const { cache, reader } = early(
      { one: "newer" },
      {
        async readMany(_, found) {
          await cache.secrets("one", []);
          found("one", "older");
        },
      },
    );
    await readEarly(sourcesOf("one"), reader);
    expect((await cache.secrets("one", []))[0]?.reveal()).toBe("newer");
  });
});

describe("a store that fails", () => {
  it("does not fail the start: the failure is told once, and a request reads for itself", async () => {
    const denied = new BridgeError("secret-store-failed", "denied", "deploy again");
    const { failures, cache, reader } = early(
      { one: "a" },
      {
        async readMany() {
          throw denied;
        },
      },
    );
    await readEarly(sourcesOf("one"), reader);
    expect(failures).toEqual([denied]);
    expect((await cache.secrets("one", []))[0]?.reveal()).toBe("a");
  });

  it("keeps what another call has found", async () => {
    const { failures, cache, reader, reads } = early(
      {},
      {
        async readMany(_, found) {
          found("one", "a");
          throw new Error("the other call");
        },
      },
    );
    await readEarly(sourcesOf("one"), reader);
    expect(failures).toHaveLength(1);
    expect((await cache.secrets("one", []))[0]?.reveal()).toBe("a");
    expect(reads).toEqual([]);
  });

  it("is waited for two seconds, and what it says later is not believed", async () => {
    vi.useFakeTimers();
    let late = (): void => {};
    const { failures, cache, reader } = early(
      { one: "now" },
      {
        readMany: (_, found) =>
          new Promise<void>((resolve) => {
            late = () => {
              found("one", "from before the environment was frozen");
              resolve();
            };
          }),
      },
    );
    const start = readEarly(sourcesOf("one"), reader);
    await vi.advanceTimersByTimeAsync(2_000);
    await start;
    expect(failures).toMatchObject([{ code: "secret-store-failed" }]);
    late();
    expect((await cache.secrets("one", []))[0]?.reveal()).toBe("now");
  });
});
