import { type Deployment, ids, isBuffered, isOrdered } from "../deployment.ts";
import { arnOf, type Properties, type Resource, type Resources, ref } from "../template.ts";

/** Batches at a time. Each puts some hundred events a second on the buses, and the account's other functions want to run too. */
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

/** What Lambda polls the queues with. It waits for no batch of a FIFO queue to fill. */
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
