import { type Deployment, ids, isOrdered } from "../deployment.ts";
import { arnOf, type Properties, type Resource, type Resources, ref } from "../template.ts";

/** Batches at a time. Each puts some hundred events a second on the buses, and the account's other functions want to run too. */
const defaultConcurrency = 20;

const eventSource = (
  queueId: string,
  { options: { queue = {} } }: Deployment,
  properties: Properties,
): Resource => ({
  Type: "AWS::Lambda::EventSourceMapping",
  DependsOn: [ids.publishRole],
  Properties: {
    EventSourceArn: arnOf(queueId),
    FunctionName: ref(ids.publish),
    BatchSize: queue.batchSize ?? 10,
    ...properties,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    // Lambda takes one or the other: provisioned pollers have a maximum of their own.
    ...(queue.pollers
      ? {
          ProvisionedPollerConfig: {
            MinimumPollers: queue.pollers.minimum,
            MaximumPollers: queue.pollers.maximum,
          },
        }
      : { ScalingConfig: { MaximumConcurrency: queue.maximumConcurrency ?? defaultConcurrency } }),
  },
});

/** What Lambda polls the delivery queues with. It waits for no batch of a FIFO queue to fill. */
export function eventSources(deployment: Deployment): Resources {
  const window = deployment.options.queue?.batchingWindowSeconds ?? 0;
  return {
    DeliveryEventSource: eventSource(ids.queue, deployment, { MaximumBatchingWindowInSeconds: window }),
    ...(isOrdered(deployment) && {
      OrderedEventSource: eventSource(ids.orderedQueue, deployment, {}),
    }),
  };
}
