import { expect, it } from "vitest";
import { loadOnce } from "../../src/aws/load-once.ts";

it("loads at the first use, once for all that wait", async () => {
  let loads = 0;
  const load = loadOnce(async () => ++loads);
  expect(loads).toBe(0);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

it("tries again after a failure", async () => {
  let loads = 0;
  const load = loadOnce(async () => {
    if (++loads === 1) throw new Error("not there");
    return "loaded";
  });
  await expect(load()).rejects.toThrow("not there");
  expect(await load()).toBe("loaded");
});
