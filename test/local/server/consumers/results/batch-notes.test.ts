import { expect, it } from "vitest";
import type { FunctionTarget } from "../../../../../src/core/subscription.ts";
import { LambdaFailure } from "../../../../../src/local/lambda/execution-environment.ts";
import type { PrintingContext } from "../../../../../src/local/server/consumers/consumer-context.ts";
import { noteBatch } from "../../../../../src/local/server/consumers/results/batch-notes.ts";

const trace = `Error: the shop is closed
    at open (/project/consumers/shop.ts:3:9)
    at handler (/project/consumers/orders.ts:7:3)
    at runHandler (file:///bridge/src/local/lambda/lambda-worker.ts:43:41)
    at process.emit (node:events:514:28)
    at emit (node:internal/child_process:989:14)
    at process.processTicksAndRejections (node:internal/process/task_queues:91:21)`;

it("says of a failure where in the function it was thrown, and nothing of what called it", () => {
  const lines: string[] = [];
  const context: Pick<PrintingContext, "printed" | "onLine" | "now"> = {
    printed: { note() {}, take: () => undefined },
    onLine: (line) => lines.push(line),
    now: () => 0,
  };
  const target = { kind: "function", file: "consumers/orders.ts", keepTryingHours: 1, timeoutSeconds: 30 };
  const error = new LambdaFailure({ errorType: "Error", errorMessage: "the shop is closed", trace });
  const messages = [{ MessageId: "1", Body: "{}", Attributes: { ApproximateReceiveCount: "1" } }];
  noteBatch(
    { name: "orders", target: { ...target, environment: {} } as FunctionTarget },
    { messages, failed: new Set(["1"]), error },
    context as PrintingContext,
  );
  expect(lines).toEqual([
    [
      "failed    subscription=orders 1 event attempt=1",
      "  cause: Error: the shop is closed",
      "  at open (/project/consumers/shop.ts:3:9)",
      "  at handler (/project/consumers/orders.ts:7:3)",
      "  next:  tried again in 180 s, or as soon as consumers/orders.ts changes",
    ].join("\n"),
  ]);
});
