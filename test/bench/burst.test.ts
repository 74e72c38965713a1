import { expect, it } from "vitest";
import { measureBurst } from "../../bench/load/burst.ts";

it("cold starts that Parameter Store throttles are all served, which three attempts did not do", async () => {
  const burst = { starts: 120, sources: 5, store: "ssm" } as const;
  const now = await measureBurst(burst, 1);
  const former = await measureBurst({ ...burst, isFormer: true }, 1);
  expect(former.throttled).toBeGreaterThan(0);
  expect(former.failed).toBeGreaterThan(0);
  expect(now.throttled).toBeGreaterThan(0);
  expect(now.failed).toBe(0);
});

it("Secrets Manager serves them at once, also beyond what it takes of calls for many secrets", async () => {
  const row = await measureBurst({ starts: 300, sources: 5, store: "secrets-manager" }, 1);
  expect(row).toMatchObject({ failed: 0, medianMs: 8, p95Ms: 16 });
  expect(row.throttled).toBeGreaterThan(0);
});

it("the same seed gives the same burst", async () => {
  const burst = { starts: 60, sources: 30, store: "ssm" } as const;
  expect(await measureBurst(burst, 7)).toEqual(await measureBurst(burst, 7));
});
