import { describe, expect, it } from "vitest";
import { cachedKeys, type ReadUrl } from "../../../src/aws/keys/key-cache.ts";

const at = (name: string | number): string => `https://keys.example/${name}`;
const unknown = { ok: false, reason: "key-unknown" };
const notFetched = { ok: false, reason: "key-not-fetched" };
const failure = { code: "key-fetch-failed" };
const minute = 60_000;
const day = 24 * 60 * minute;

type HostAnswer = { readonly status: number; readonly text: string } | "silence";

/** A host of keys, the cache before it, and what the host was asked for. */
function host(answer: (url: string) => HostAnswer) {
  const state: { now: number; answer: typeof answer } = { now: 1_780_000_000_000, answer };
  const asked: string[] = [];
  const read: ReadUrl = async (url) => {
    asked.push(url);
    const found = state.answer(url);
    if (found === "silence") throw new Error("timed out");
    return found;
  };
  const text = cachedKeys(read, () => state.now);
  const query = { source: "it", isKey: (found: string) => found.startsWith("key"), isNamed: true };
  const of = (name: string | number, change: Partial<Parameters<typeof text>[1]> = {}) =>
    text(at(name), { ...query, ...change });
  return { state, asked, of };
}

const silence = (): HostAnswer => "silence";
const status = (code: number) => (): HostAnswer => ({ status: code, text: "" });
const key = (url: string): HostAnswer => ({ status: 200, text: `key at ${url}` });

describe("a key", () => {
  it("is kept for a day", async () => {
    const { state, asked, of } = host(key);
    for (const wait of [0, day - 1, 1]) {
      state.now += wait;
      expect(await of("a")).toBe(`key at ${at("a")}`);
    }
    expect(asked).toHaveLength(2);
  });

  it("is read again before that where it is asked for, once per cool-down", async () => {
    const { state, asked, of } = host(key);
    await of("a");
    state.now += minute - 1;
    expect(await of("a", { fresh: true })).toBe(`key at ${at("a")}`);
    expect(asked).toHaveLength(1);
    state.now += 1;
    for (let i = 0; i < 3; i++) await of("a", { fresh: true });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["silence", silence],
    ["500", status(500)],
    ["403", status(403)],
    ["404", status(404)],
    ["an empty page", status(200)],
    ["another page", () => ({ status: 200, text: "busy" })],
  ] as const)("once read stays usable when its host answers with %s", async (_, answer) => {
    const { state, asked, of } = host(key);
    await of("a");
    state.now += day;
    state.answer = answer;
    for (let i = 0; i < 3; i++) expect(await of("a")).toBe(`key at ${at("a")}`);
    expect(asked).toHaveLength(2);
    state.now += minute;
    expect(await of("a")).toBe(`key at ${at("a")}`);
    expect(asked).toHaveLength(3);
  });

  it("once read stays usable beyond the bound", async () => {
    const { state, asked, of } = host((url) => (url === at("a") ? key(url) : status(404)()));
    await of("a");
    state.now += day;
    for (let i = 0; i < 20; i++) await of(i);
    expect(await of("a")).toBe(`key at ${at("a")}`);
    expect(asked).toHaveLength(11);
  });

  it("in use is not pushed out by others", async () => {
    const { state, asked, of } = host(key);
    await of("a");
    for (let i = 0; i < 300; i++) {
      if (i % 10 === 0) state.now += minute;
      await of(i);
      if (i % 100 === 0) await of("a");
    }
    expect(asked.filter((url) => url === at("a"))).toHaveLength(1);
    // One that nobody has used for longer is.
    state.now += minute;
    await of(0);
    expect(asked.filter((url) => url === at(0))).toHaveLength(2);
  });
});

describe("a host", () => {
  it.each([404, 410])("that answers %i knows no such key, for a cool-down", async (code) => {
    const { state, asked, of } = host(status(code));
    for (let i = 0; i < 5; i++) expect(await of("a")).toEqual(unknown);
    expect(asked).toHaveLength(1);
    state.now += minute;
    state.answer = key;
    expect(await of("a")).toBe(`key at ${at("a")}`);
  });

  it.each([
    ["silence", silence],
    ["500", status(500)],
    ["304", status(304)],
    ["nothing", status(200)],
  ] as const)("that answers with %s has failed, once per fetch", async (_, answer) => {
    const { state, asked, of } = host(answer);
    await expect(of("a")).rejects.toMatchObject({
      ...failure,
      message:
        "The key at keys.example could not be fetched: the host is down, or the function can't reach the internet.",
    });
    for (let i = 0; i < 5; i++) expect(await of("a")).toEqual(notFetched);
    expect(asked).toHaveLength(1);
    state.now += minute;
    await expect(of("a")).rejects.toMatchObject(failure);
    expect(asked).toHaveLength(2);
  });

  it("that refuses a name in another way may refuse a stranger's invention", async () => {
    const { asked, of } = host(status(403));
    for (let i = 0; i < 5; i++) expect(await of("a")).toEqual(notFetched);
    expect(asked).toHaveLength(1);
  });

  it("that answers with a page gives the page once, and it is not kept", async () => {
    const { state, of } = host(() => ({ status: 200, text: "busy" }));
    expect(await of("a")).toBe("busy");
    expect(await of("a")).toEqual(notFetched);
    state.now += minute;
    state.answer = key;
    expect(await of("a")).toBe(`key at ${at("a")}`);
  });

  it.each([404, 403, 500])("whose URL is the owner's own choice has failed with %i", async (code) => {
    const { asked, of } = host(status(code));
    await expect(of("a", { isNamed: false })).rejects.toMatchObject(failure);
    for (let i = 0; i < 5; i++) expect(await of("a", { isNamed: false })).toEqual(notFetched);
    expect(asked).toHaveLength(1);
  });
});

describe("the bound", () => {
  it("is ten fetches a minute for a source, whatever comes of them", async () => {
    const { state, asked, of } = host((url) => (/[02468]$/.test(url) ? key(url) : status(404)()));
    for (let i = 0; i < 1_000; i++) {
      const found = await of(i);
      if (i >= 10) expect(found).toEqual(notFetched);
    }
    expect(asked).toHaveLength(10);
    state.now += minute - 1;
    expect(await of("b2")).toEqual(notFetched);
    state.now += 1;
    expect(await of("b2")).toBe(`key at ${at("b2")}`);
  });

  it("of one source leaves the others theirs", async () => {
    const { asked, of } = host(status(404));
    for (let i = 0; i < 20; i++) await of(i, { source: "one" });
    expect(await of("x", { source: "other" })).toEqual(unknown);
    expect(asked).toHaveLength(11);
  });

  it("moves with time: each fetch counts for a minute", async () => {
    const { state, asked, of } = host(status(404));
    for (let i = 0; i < 10; i++) {
      await of(i);
      state.now += 1_000;
    }
    expect(await of("x")).toEqual(notFetched);
    state.now += minute - 10_000;
    expect(await of("y")).toEqual(unknown);
    expect(await of("z")).toEqual(notFetched);
    expect(asked).toHaveLength(11);
  });

  it("holds for concurrent requests, which share the fetch of one name", async () => {
    const { asked, of } = host(key);
    const found = await Promise.all(Array.from({ length: 50 }, () => of("a")));
    expect(new Set(found)).toEqual(new Set([`key at ${at("a")}`]));
    expect(asked).toHaveLength(1);
    await Promise.all(Array.from({ length: 50 }, (_, i) => of(i)));
    expect(asked).toHaveLength(10);
  });

  it("counts a failure once, also when several wait for it", async () => {
    const { of } = host(silence);
    const waiting = Array.from({ length: 5 }, () =>
      of("a").catch((error: unknown) => (error as { code: string }).code),
    );
    expect(await Promise.all(waiting)).toEqual([
      "key-fetch-failed",
      notFetched,
      notFetched,
      notFetched,
      notFetched,
    ]);
  });

  it("is not lifted by a clock that was set back", async () => {
    const { state, asked, of } = host(status(404));
    for (let i = 0; i < 10; i++) await of(i);
    state.now -= minute - 1;
    expect(await of("x")).toEqual(notFetched);
    expect(await of(1)).toEqual(unknown);
    expect(asked).toHaveLength(10);
  });
});
