import { describe, expect, it } from "vitest";
import { BridgeError } from "../../src/core/errors.ts";
import { claimingBus } from "../../src/publish/claiming-bus.ts";
import type { EventBus, PutEntry, PutResult } from "../../src/publish/ports.ts";
import { entryNamed as plain, tooLarge } from "../support/put-entries.ts";

const refused: PutResult = { ok: false, retryable: false, code: "MalformedDetail", message: "no" };
const ok: PutResult = { ok: true, eventId: "e" };
const inTime = () => false;

/** An entry that a claim check makes small. */
const large = (id: string, claim = async () => plain(id, "small")): PutEntry => ({
  ...plain(id, "large"),
  claim,
});

/** A bus that answers by the detail, and the ids of each of its calls. */
function busOf(answers: Readonly<Record<string, PutResult>>) {
  const calls: string[][] = [];
  const bus: EventBus = {
    async put(entries) {
      calls.push(entries.map(({ id }) => id));
      return entries.map(({ detail }) => answers[detail] ?? ok);
    },
  };
  return { calls, bus: claimingBus(bus) };
}

describe("an entry that EventBridge refuses for its size", () => {
  it("is put again with a claim check, together with others like it; its neighbours are not", async () => {
    const { calls, bus } = busOf({ large: tooLarge });
    const results = await bus.put([plain("1"), large("2"), plain("3"), large("4")], inTime);
    expect(results).toEqual([ok, ok, ok, ok]);
    expect(calls).toEqual([
      ["1", "2", "3", "4"],
      ["2", "4"],
    ]);
  });

  it("is put again once: what is too large even so is refused for good", async () => {
    const { calls, bus } = busOf({ large: tooLarge, small: tooLarge });
    const { tooLarge: _, ...final } = tooLarge as Extract<PutResult, { ok: false }>;
    expect(await bus.put([large("1")], inTime)).toEqual([final]);
    expect(await claimingBus(bus).put([large("1")], inTime)).toEqual([final]);
    expect(calls).toHaveLength(4);
  });

  it("is refused for good where it has no payload that could be stored", async () => {
    const { calls, bus } = busOf({ large: tooLarge });
    expect(await bus.put([plain("1", "large")], inTime)).toMatchObject([
      { code: "ValidationException", retryable: false },
    ]);
    expect(calls).toHaveLength(1);
  });

  it("waits while its payload can't be stored, and its neighbours don't", async () => {
    const down = new BridgeError("claim-check-failed", "down", "wait");
    const { calls, bus } = busOf({ large: tooLarge });
    const entries = [large("1", () => Promise.reject(down)), large("2"), plain("3")];
    expect(await bus.put(entries, inTime)).toEqual([
      expect.objectContaining({ ok: false, retryable: true, error: down }),
      ok,
      ok,
    ]);
    expect(calls).toEqual([["1", "2", "3"], ["2"]]);
  });

  it("waits when there is no time left", async () => {
    const { calls, bus } = busOf({ large: tooLarge });
    expect(await bus.put([large("1")], () => calls.length > 0)).toMatchObject([
      { ok: false, retryable: true, code: "TimeIsUp" },
    ]);
    expect(calls).toHaveLength(1);
  });

  it("waits when its second put gets no result", async () => {
    const bus: EventBus = { put: async ([entry]) => (entry?.detail === "large" ? [tooLarge] : []) };
    expect(await claimingBus(bus).put([large("1")], inTime)).toMatchObject([
      { ok: false, retryable: true, code: "NoResult" },
    ]);
  });
});

it("an entry that is refused for another reason is not put again", async () => {
  const { calls, bus } = busOf({ large: refused });
  expect(await bus.put([large("1")], inTime)).toEqual([refused]);
  expect(calls).toHaveLength(1);
});
