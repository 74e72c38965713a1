import { beforeEach, describe, expect, it } from "vitest";
import { cachedSecrets, type SecretVault } from "../../../src/aws/secrets/secret-cache.ts";
import type { Secret } from "../../../src/core/secret.ts";

const state = { now: 0, text: undefined as string | undefined, reads: 0, writes: 0, down: false };
let release: (() => void) | undefined;
let slow = false;

const vault: SecretVault = {
  async read() {
    state.reads++;
    if (state.down) throw new Error("down");
    const { text } = state;
    if (slow) await new Promise<void>((resolve) => (release = resolve));
    return text;
  },
  async keep(_, text) {
    state.writes++;
    if (state.text !== undefined) return false;
    state.text = text;
    return true;
  },
};

const store = () => cachedSecrets(vault, () => state.now);
const values = (secrets: readonly { reveal(): string }[] | undefined) => secrets?.map((one) => one.reveal());

beforeEach(() => {
  Object.assign(state, { now: 1_000_000, text: '["old"]', reads: 0, writes: 0, down: false });
  slow = false;
});

describe("a rotation with many deliveries in flight", () => {
  it("gives a request that tried the old ones what another has read since", async () => {
    const secrets = store();
    const tried = await secrets.secrets("s", []);
    state.text = '["new","old"]';
    state.now += 31_000;
    expect(values(await secrets.refresh("s", [], tried))).toEqual(["new", "old"]);
    // The cool-down has begun, and this one has not seen the new secret yet.
    expect(values(await secrets.refresh("s", [], tried))).toEqual(["new", "old"]);
    expect(state.reads).toBe(2);
    expect(await secrets.refresh("s", [], await secrets.secrets("s", []))).toBeUndefined();
    expect(state.reads).toBe(2);
  });

  it("reads once for all waiting requests", async () => {
    slow = true;
    const secrets = store();
    const all = Array.from({ length: 100 }, () => secrets.secrets("s", []));
    await Promise.resolve();
    release?.();
    expect(new Set((await Promise.all(all)).map((one) => values(one)?.join()))).toEqual(new Set(["old"]));
    expect(state.reads).toBe(1);
  });
});

describe("a vault that is down", () => {
  it("fails a source that was never read", async () => {
    state.down = true;
    await expect(store().secrets("s", [])).rejects.toThrow("down");
  });

  it("is asked once in five seconds for a source that was read; its last secrets are used", async () => {
    const secrets = store();
    await secrets.secrets("s", []);
    state.down = true;
    state.now += 400_000;
    for (let at = 0; at < 10; at++) expect(values(await secrets.secrets("s", []))).toEqual(["old"]);
    expect(state.reads).toBe(2);
    state.now += 5_000;
    state.down = false;
    state.text = '["new"]';
    expect(values(await secrets.secrets("s", []))).toEqual(["new"]);
  });

  it("leaves open whether a mismatch means a wrong signature or a newer secret", async () => {
    const secrets = store();
    const tried = await secrets.secrets("s", []);
    state.down = true;
    state.now += 31_000;
    for (let at = 0; at < 10; at++) await expect(secrets.refresh("s", [], tried)).rejects.toThrow("down");
    expect(state.reads).toBe(2);
    expect(values(await secrets.secrets("s", []))).toEqual(["old"]);
    state.now += 31_000;
    state.down = false;
    expect(await secrets.refresh("s", [], tried)).toBeUndefined();
    expect(await secrets.refresh("s", [], tried)).toBeUndefined();
    expect(state.reads).toBe(3);
  });

  it("is not asked again by the one request that has just found it down", async () => {
    const secrets = store();
    await secrets.secrets("s", []);
    state.down = true;
    state.now += 400_000;
    const tried = await secrets.secrets("s", []);
    await expect(secrets.refresh("s", [], tried)).rejects.toThrow("down");
    expect(state.reads).toBe(2);
    state.now += 5_000;
    state.down = false;
    state.text = '["new"]';
    expect(values(await secrets.refresh("s", [], tried))).toEqual(["new"]);
  });

  it("is asked again after the clock has jumped", async () => {
    const secrets = store();
    await secrets.secrets("s", []);
    state.text = '["new"]';
    state.now -= 600_000;
    expect(values(await secrets.secrets("s", []))).toEqual(["new"]);
  });
});

describe("pairing", () => {
  it("keeps the first secret, and says yes again to the same whose answer was lost", async () => {
    state.text = undefined;
    const secrets = store();
    expect(await secrets.adopt("s", "first-secret")).toBe(true);
    expect(await secrets.adopt("s", "first-secret")).toBe(true);
    expect(await secrets.adopt("s", "second-secret")).toBe(false);
    expect(state.text).toBe('["first-secret"]');
    expect(values(await secrets.secrets("s", []))).toEqual(["first-secret"]);
  });
});

describe("secrets that are read", () => {
  it("are handed over when they are read first and when they have changed, as the same objects", async () => {
    const handed: (readonly [string, readonly Secret[]])[] = [];
    const secrets = cachedSecrets(
      vault,
      () => state.now,
      (...given) => void handed.push(given),
    );
    const [old] = await secrets.secrets("s", ["role"]);
    state.now += 400_000;
    await secrets.secrets("s", ["role"]);
    expect(handed.map(([source, list]) => [source, values(list)])).toEqual([["s", ["old"]]]);
    state.text = '["new","old","role:old"]';
    state.now += 400_000;
    const after = await secrets.secrets("s", ["role"]);
    expect(after[1]).toBe(old);
    expect(after[2]).not.toBe(old);
    expect(handed).toHaveLength(2);
    expect(handed[1]?.[1]).toBe(after);
  });

  it("are empty where there are none", async () => {
    const handed: unknown[] = [];
    state.text = undefined;
    const secrets = cachedSecrets(
      vault,
      () => state.now,
      (_, list) => void handed.push(list),
    );
    await secrets.secrets("s", []);
    expect(handed).toEqual([[]]);
  });
});
