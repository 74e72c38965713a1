import { type Deployment, ids, isBuffered, isOrdered } from "../deployment.ts";
import { arnOf, type Properties, type Resource, type Resources, ref } from "../template.ts";

/** Concurrent batches. Each publishes some hundred events a second, and other functions share the account's concurrency. */
const defaultConcurrency = 20;

const eventSource = (
  queueId: string,
  [functionId, roleId]: readonly [string, string],
  { options: { queue = {} } }: Deployment,
  properties: Properties,
): Resource => ({
  Type: "AWS::Lambda::EventSourceMapping",
  DependsOn: [roleId],
  Properties: {
    EventSourceArn: arnOf(queueId),
    FunctionName: ref(functionId),
    BatchSize: queue.batchSize ?? 10,
    ...properties,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    // Lambda takes only one of them: provisioned pollers have their own maximum.
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

/** The event source mappings. A FIFO queue has no batching window, because Lambda does not support one there. */
export function eventSources(deployment: Deployment): Resources {
  const window = deployment.options.queue?.batchingWindowSeconds ?? 0;
  const publish = [ids.publish, ids.publishRole] as const;
  return {
    DeliveryEventSource: eventSource(ids.queue, publish, deployment, {
      MaximumBatchingWindowInSeconds: window,
    }),
    ...(isOrdered(deployment) && {
      OrderedEventSource: eventSource(ids.orderedQueue, publish, deployment, {}),
    }),
    ...(isBuffered(deployment) && {
      BufferEventSource: eventSource(ids.buffer, [ids.receive, ids.receiveRole], deployment, {}),
    }),
  };
}
