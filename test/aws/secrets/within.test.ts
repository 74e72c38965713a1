import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { within } from "../../../src/aws/secrets/within.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives what the call gives, and leaves no timer behind", async () => {
  expect(await within(1_000, async () => "a text")).toBe("a text");
  await expect(
    within(1_000, async () => {
      throw new Error("denied");
    }),
  ).rejects.toThrow("denied");
  expect(vi.getTimerCount()).toBe(0);
});

it("ends a call that does not listen to its signal either", async () => {
  let signal: AbortSignal | undefined;
  const deaf = within(2_000, (given) => {
    signal = given;
    return new Promise(() => {});
  });
  const ended = expect(deaf).rejects.toMatchObject({
    code: "secret-store-failed",
    message: expect.stringContaining("within 2 seconds"),
  });
  await vi.advanceTimersByTimeAsync(1_999);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await ended;
  expect(signal?.aborted).toBe(true);
});
