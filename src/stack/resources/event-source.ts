import { type Deployment, ids } from "../deployment.ts";
import { arnOf, type Resources, ref } from "../template.ts";

/** Batches at a time. Each puts some hundred events a second on the buses, and the account's other functions want to run too. */
const defaultConcurrency = 20;

/** What Lambda polls the delivery queue with. */
export function eventSource({ options: { queue = {} } }: Deployment): Resources {
  const { pollers, maximumConcurrency = defaultConcurrency } = queue;
  return {
    DeliveryEventSource: {
      Type: "AWS::Lambda::EventSourceMapping",
      DependsOn: [ids.publishRole],
      Properties: {
        EventSourceArn: arnOf(ids.queue),
        FunctionName: ref(ids.publish),
        BatchSize: queue.batchSize ?? 10,
        MaximumBatchingWindowInSeconds: queue.batchingWindowSeconds ?? 0,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        // Lambda takes one or the other: provisioned pollers have a maximum of their own.
        ...(pollers
          ? { ProvisionedPollerConfig: { MinimumPollers: pollers.minimum, MaximumPollers: pollers.maximum } }
          : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
      },
    },
  };
}
