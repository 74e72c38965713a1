import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { memoryMegabytes } from "../../src/stack/functions/function-limits.ts";
import type { HeavyBatch } from "./heavy-batch.ts";

/** What Node.js itself and the buffers of ten messages take of the function's memory. */
const otherMegabytes = 150;

/** Publishes a batch in a thread with the function's memory. @returns id, outcome and code of each message */
async function outcomesOf(workerData: HeavyBatch): Promise<readonly unknown[]> {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMegabytes.publish - otherMegabytes };
  const worker = new Worker(new URL("heavy-batch.ts", import.meta.url), { workerData, resourceLimits });
  const [outcomes] = await once(worker, "message");
  await worker.terminate();
  return outcomes;
}

const small = { element: "{}", times: 1 } as const;
const redact = ["/x/*/a", "/x/*/b"] as const;

// As many as 4.4 MB hold.
it.each([
  ["empty objects", { element: "{}", times: 1_460_000 }],
  ["objects with the value", { element: '{"a":1}', times: 550_000 }],
  ["texts", { element: '"a"', times: 1_100_000 }],
  ["objects in strings", { element: '"{\\"a\\":1}"', times: 300_000 }],
])("a body of %s fits the function's memory, beside its neighbours", async (_, heavy) => {
  const outcomes = await outcomesOf({ bodies: [small, heavy, heavy, small], redact: [...redact] });
  expect(outcomes).toEqual([0, 1, 2, 3].map((index) => [`dlv_${index}`, "published", undefined]));
});

it.each([
  ["that begin like JSON and are none", '"{"'],
  ["that look like base64 of JSON", '"eyIx"'],
])("a body of strings %s is parked, and its neighbours are published", async (_, element) => {
  const outcomes = await outcomesOf({
    bodies: [small, { element, times: 500_000 }, small],
    redact: [...redact],
  });
  expect(outcomes).toHaveLength(3);
  expect(outcomes).toContainEqual(["dlv_1", "parked", "event-invalid"]);
  for (const id of ["dlv_0", "dlv_2"]) expect(outcomes).toContainEqual([id, "published", undefined]);
});

it("as many members, four levels deep, fit too", async () => {
  const heavy = { element: '{"k":[[[1]]]}', times: 300_000 };
  expect(await outcomesOf({ bodies: [heavy, small], redact: ["/*/*/*/*", "/*/*/*/*/*/*"] })).toContainEqual([
    "dlv_0",
    "published",
    undefined,
  ]);
});
