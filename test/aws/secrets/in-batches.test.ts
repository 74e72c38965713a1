import { expect, it } from "vitest";
import { inBatches } from "../../../src/aws/secrets/in-batches.ts";

it("takes every item once, in parts of the size", async () => {
  const parts: (readonly number[])[] = [];
  await inBatches([1, 2, 3, 4, 5], 2, async (part) => void parts.push(part));
  expect(parts).toEqual([[1, 2], [3, 4], [5]]);
  await inBatches([], 2, async () => expect.unreachable());
});

it("throws the first failure when all have ended", async () => {
  const ended: number[] = [];
  const work = inBatches([1, 2, 3], 1, async ([item = 0]) => {
    if (item === 1) throw new Error("the first");
    await Promise.resolve();
    ended.push(item);
  });
  await expect(work).rejects.toThrow("the first");
  expect(ended).toEqual([2, 3]);
});
