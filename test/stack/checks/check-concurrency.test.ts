import { expect, it } from "vitest";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { build, expectRefusal } from "../support/refused.ts";

const functionUrl = { frontDoor: { kind: "function-url" } } as const;

it.each<[string, DeploymentOptions, RegExp]>([
  [
    "a function URL without a bound",
    functionUrl,
    /function-url throttles nothing.* Write concurrency: \{ receive: 50 \}.* concurrency: "unbounded"/,
  ],
  [
    "a function URL with a bound of the other function",
    { ...functionUrl, concurrency: { publish: 30 } },
    /function-url throttles nothing/,
  ],
  [
    "another word",
    { concurrency: "none" as "unbounded" },
    /concurrency is "none"\. .* concurrency: "unbounded"/,
  ],
  ["nothing at all", { concurrency: { receive: 0 } }, /concurrency\.receive is 0\. .* from 1 to/],
  [
    "less than an event source mapping takes",
    { concurrency: { publish: 1 } },
    /concurrency\.publish is 1\. .* from 2 to/,
  ],
  [
    "less than two queues need",
    { concurrency: { publish: 3 }, queue: { keepOrdered: true } },
    /concurrency\.publish is 3\. .* from 4 to/,
  ],
  [
    "less than a buffer needs",
    { concurrency: { receive: 1 }, frontDoor: { kind: "buffer-first" } },
    /concurrency\.receive is 1\. .* from 2 to/,
  ],
  [
    "more batches than are set aside",
    { concurrency: { publish: 30 }, queue: { maximumConcurrency: 20, keepOrdered: true } },
    /concurrency\.publish is 30, but .* 40 times at once\. Give at least 40, or lower queue\.maximumConcurrency/,
  ],
  [
    "more calls of pollers than are set aside",
    { concurrency: { publish: 30 }, queue: { pollers: { minimum: 2, maximum: 4 } } },
    /concurrency\.publish is 30, but .* 40 times at once/,
  ],
])("is refused: %s", (_what, deployment, says) => expectRefusal({ deployment }, says));

it.each<DeploymentOptions>([
  { ...functionUrl, concurrency: "unbounded" },
  { ...functionUrl, concurrency: { receive: 50 } },
  { concurrency: "unbounded" },
  { concurrency: { receive: 1, publish: 2 } },
  { concurrency: { publish: 40 }, queue: { maximumConcurrency: 20, keepOrdered: true } },
  { concurrency: { receive: 2 }, frontDoor: { kind: "buffer-first" } },
])("is taken: %j", (deployment) => {
  expect(() => build({ deployment })).not.toThrow();
});
