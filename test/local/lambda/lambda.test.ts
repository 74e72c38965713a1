import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { LambdaFailure } from "../../../src/local/lambda/execution-environment.ts";
import { startLambda } from "../../../src/local/lambda/lambda.ts";

test("a function sees only its own variables, writes a log, and runs again after a crash", async () => {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(
    bundle,
    `export const handler = async (event, context) => {
      console.log("said " + process.env.GREETING + " " + (process.env.HOME ?? "nobody's"));
      if (event.crash) process.exit(3);
      if (event.loose) { setTimeout(() => { throw new RangeError("loose"); }); return new Promise(() => {}); }
      if (event.slow) return new Promise(() => {});
      if (event.fail) throw new TypeError("no");
      return { id: context.awsRequestId, left: context.getRemainingTimeInMillis(), gone: undefined };
    };`,
  );
  const lines: string[] = [];
  const lambda = startLambda({
    functionName: "test",
    bundle,
    variables: { GREETING: "hello" },
    region: "us-east-1",
    account: "000000000000",
    timeoutMs: 1000,
    concurrency: 1,
    onLine: (line) => lines.push(line),
  });
  await lambda.warm();
  expect(Object.keys((await lambda.invoke({})) as object)).toEqual(["id", "left"]);
  const failures = [{ fail: 1 }, { crash: 1 }, { loose: 1 }, { slow: 1 }].map((event) =>
    lambda.invoke(event).catch((error: unknown) => error),
  );
  const results = (await Promise.all(failures)) as LambdaFailure[];
  expect(results.map(({ errorType }) => errorType)).toEqual([
    "TypeError",
    "Runtime.ExitError",
    "RangeError",
    "Sandbox.Timedout",
  ]);
  expect(results[3]?.message).toMatch(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/);
  expect(await lambda.invoke({})).toMatchObject({ left: expect.any(Number) });
  await lambda.close();
  expect(new Set(lines)).toEqual(new Set(["said hello nobody's"]));
});

test("other variables count for the next invocation; the one under way ends with those that it has", async () => {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(
    bundle,
    `export const handler = async ({ wait = 0 }) => {
      await new Promise((done) => setTimeout(done, wait));
      return process.env.GREETING;
    };`,
  );
  const lambda = startLambda({
    ...{ functionName: "test", bundle, variables: { GREETING: "hello" }, region: "us-east-1" },
    ...{ account: "000000000000", timeoutMs: 20_000, concurrency: 1, onLine: () => {} },
  });
  await lambda.warm();
  const under = lambda.invoke({ wait: 300 });
  const waiting = lambda.invoke({});
  lambda.configure({ GREETING: "good morning" });
  expect(await Promise.all([under, waiting])).toEqual(["hello", "good morning"]);
  lambda.configure({ GREETING: "good evening" });
  expect(await lambda.invoke({})).toBe("good evening");
  await lambda.close();
});

test("a call that prints without end takes no memory for it, and says how much was left out", async () => {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(
    bundle,
    `export const handler = async () => {
      for (let line = 0; line < 200_000; line++) console.log("x".repeat(100));
      console.error("said");
    };`,
  );
  const lines: string[] = [];
  const lambda = startLambda({
    ...{ functionName: "test", bundle, variables: {}, region: "us-east-1", account: "000000000000" },
    ...{ timeoutMs: 60_000, concurrency: 1, onLine: (line: string) => void lines.push(line) },
    output: { lines: 1_000, bytes: 256_000 },
  });
  const before = process.memoryUsage().rss;
  await lambda.invoke({});
  const end = "… 199,000 lines with 20,099,000 bytes were left out";
  await vi.waitFor(() => expect(lines).toEqual(expect.arrayContaining([end, "said"])), { timeout: 30_000 });
  expect(lines).toHaveLength(1_003);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  await lambda.close();
}, 120_000);
