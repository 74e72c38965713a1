import { describe, expect, it } from "vitest";
import { bufferedStack } from "../support/permissions.ts";
import { orderedStackOf, properties, stackOf } from "../support/stack-of.ts";

describe("concurrency", () => {
  it("is set aside for the functions that have a number", () => {
    const both = stackOf({ concurrency: { receive: 80, publish: 30 } });
    expect(both.template.extensions).toMatchObject({
      ReceiveLambdaFunction: { Properties: { ReservedConcurrentExecutions: 80 } },
      PublishLambdaFunction: { Properties: { ReservedConcurrentExecutions: 30 } },
    });
    const one = JSON.stringify(stackOf({ concurrency: { publish: 30 } }).template.extensions);
    expect(one).not.toContain("ReceiveLambdaFunction");
    for (const concurrency of [{}, "unbounded"] as const)
      expect(JSON.stringify(stackOf({ concurrency }).template.extensions)).not.toContain("Reserved");
    expect(JSON.stringify(stackOf({}).template.extensions)).not.toContain("Reserved");
  });

  const batches = (stack: ReturnType<typeof stackOf>, id: string) =>
    properties(stack, id)?.ScalingConfig as { MaximumConcurrency: number } | undefined;

  it("bounds the batches of all of a function's queues together", () => {
    expect(batches(stackOf({}), "DeliveryEventSource")).toEqual({ MaximumConcurrency: 20 });
    expect(batches(stackOf({ concurrency: { publish: 50 } }), "DeliveryEventSource")).toEqual({
      MaximumConcurrency: 20,
    });
    expect(batches(stackOf({ concurrency: { publish: 12 } }), "DeliveryEventSource")).toEqual({
      MaximumConcurrency: 12,
    });
    const ordered = orderedStackOf({ concurrency: { publish: 13 } });
    for (const id of ["DeliveryEventSource", "OrderedEventSource"])
      expect(batches(ordered, id)).toEqual({ MaximumConcurrency: 6 });
  });

  it("of receive bounds the batches of the buffer", () => {
    const { Resources } = bufferedStack({ concurrency: { receive: 7 } });
    expect(Resources.BufferEventSource?.Properties?.ScalingConfig).toEqual({ MaximumConcurrency: 7 });
    expect(Resources.DeliveryEventSource?.Properties?.ScalingConfig).toEqual({ MaximumConcurrency: 20 });
  });
});
