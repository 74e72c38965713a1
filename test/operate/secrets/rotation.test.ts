import { describe, expect, it } from "vitest";
import {
  type RotationPhase,
  rotationOf,
  type SecretUse,
  type SecretUseReader,
  type UseLookup,
} from "../../../src/operate/secrets/rotation.ts";
import { loadProvider } from "../../support/contract-kit.ts";

const source = { name: "code", provider: await loadProvider("github") };
const now = Date.UTC(2026, 10, 30, 12);
const minute = 60_000;
const kept = { texts: ["new", "old"], storedAt: now - 600 * minute, version: "2" };
const ago = (minutes: number): number => now - minutes * minute;

const at = (readUse: SecretUseReader): UseLookup => ({ readUse, quietMs: 60 * minute, nowMs: now });

const phaseWith = async (use: Omit<SecretUse, "from">): Promise<RotationPhase> =>
  (
    await rotationOf(
      source,
      kept,
      at(async () => ({ ...use, from: "a test" })),
    )
  ).phase;

describe("a rotation", () => {
  it.each<readonly [RotationPhase, Omit<SecretUse, "from">]>([
    ["waiting", {}],
    ["older-in-use", { olderAt: ago(5) }],
    ["older-in-use", { olderAt: ago(300) }],
    ["older-in-use", { olderAt: ago(59), newestAt: ago(1) }],
    ["older-in-use", { olderAt: ago(120), newestAt: ago(121) }],
    ["older-in-use", { olderAt: ago(120), newestAt: ago(120) }],
    ["finished", { olderAt: ago(61), newestAt: ago(60) }],
    ["finished", { newestAt: ago(1) }],
  ])("is %s with %o", async (phase, use) => {
    expect(await phaseWith(use)).toBe(phase);
  });

  it("asks since the newest secret was stored", async () => {
    const asked: unknown[] = [];
    await rotationOf(
      source,
      kept,
      at(async (...args) => {
        asked.push(args);
        return { from: "a test" };
      }),
    );
    expect(asked).toEqual([["code", kept.storedAt]]);
  });

  it("is none with one secret, or none", async () => {
    const fail = (): never => {
      throw new Error("nobody asks");
    };
    expect(await rotationOf(source, { ...kept, texts: ["one"] }, at(fail))).toEqual({
      phase: "none",
      older: 0,
    });
    expect(await rotationOf(source, undefined, at(fail))).toEqual({ phase: "none", older: 0 });
  });

  it("is unknown where nobody noted when it began, or which secrets matched", async () => {
    const { storedAt: _, ...unnoted } = kept;
    expect(
      await rotationOf(
        source,
        unnoted,
        at(async () => ({ unknown: "?" })),
      ),
    ).toMatchObject({
      phase: "unknown",
    });
    expect(
      await rotationOf(
        source,
        kept,
        at(async () => ({ unknown: "no list" })),
      ),
    ).toMatchObject({
      phase: "unknown",
      unknown: "no list",
    });
  });
});
