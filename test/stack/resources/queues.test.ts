import { describe, expect, it } from "vitest";
import { orderedStackOf, properties, stackOf } from "../support/stack-of.ts";

describe("the delivery queue", () => {
  it("batchSize, batchingWindowSeconds, maximumConcurrency, attempts", () => {
    const queue = { batchSize: 3, batchingWindowSeconds: 2, maximumConcurrency: 7, attempts: 4 };
    const stack = stackOf({ queue });
    expect(properties(stack, "DeliveryEventSource")).toMatchObject({
      BatchSize: 3,
      MaximumBatchingWindowInSeconds: 2,
      ScalingConfig: { MaximumConcurrency: 7 },
    });
    expect(properties(stack, "DeliveryQueue")).toMatchObject({
      RedrivePolicy: { maxReceiveCount: 4 },
      VisibilityTimeout: 362,
    });
  });

  it("order: a FIFO queue with the same settings, but without a batching window", () => {
    const queue = { batchSize: 3, batchingWindowSeconds: 2, maximumConcurrency: 7, attempts: 4 };
    const stack = orderedStackOf({ queue });
    const fifo = {
      FifoQueue: true,
      DeduplicationScope: "messageGroup",
      FifoThroughputLimit: "perMessageGroupId",
    };
    const { RedrivePolicy, VisibilityTimeout, ...common } = properties(stack, "DeliveryQueue") ?? {};
    expect(properties(stack, "OrderedQueue")).toEqual({
      ...common,
      ...fifo,
      VisibilityTimeout: 360,
      RedrivePolicy: {
        deadLetterTargetArn: { "Fn::GetAtt": ["OrderedDeadLetterQueue", "Arn"] },
        maxReceiveCount: 4,
      },
    });
    expect(properties(stack, "OrderedDeadLetterQueue")).toEqual({ ...common, ...fifo });
    const { EventSourceArn, MaximumBatchingWindowInSeconds, ...source } =
      properties(stack, "DeliveryEventSource") ?? {};
    expect(MaximumBatchingWindowInSeconds).toBe(2);
    expect(properties(stack, "OrderedEventSource")).toEqual({
      ...source,
      EventSourceArn: { "Fn::GetAtt": ["OrderedQueue", "Arn"] },
    });
    expect(stack.environment).toMatchObject({
      HOOKBRIDGE_ORDERED_QUEUE_URL: { Ref: "OrderedQueue" },
      HOOKBRIDGE_ORDERED_DEAD_LETTER_QUEUE_URL: { Ref: "OrderedDeadLetterQueue" },
    });
    for (const alarm of ["OrderedDeadLettersAlarm", "OldestOrderedDeliveryAlarm"])
      expect(properties(stack, alarm)).toMatchObject({ Namespace: "AWS/SQS" });
    expect(JSON.stringify(properties(stack, "Dashboard"))).toContain("OrderedDeadLetterQueue.QueueName");
  });

  it("keepOrdered: the FIFO queue stays without an ordered source; otherwise there is none", () => {
    expect(properties(stackOf({ queue: { keepOrdered: true } }), "OrderedEventSource")).toBeDefined();
    const plain = stackOf({});
    expect(JSON.stringify(plain.template)).not.toMatch(/Ordered|Fifo/);
    expect(plain.environment).toMatchObject({ HOOKBRIDGE_ORDERED_QUEUE_URL: "" });
  });
});
