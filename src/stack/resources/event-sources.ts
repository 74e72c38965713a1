import { type Deployment, ids, isBuffered, isOrdered } from "../deployment.ts";
import { batchesAtOnce } from "../functions/concurrency.ts";
import { arnOf, type Properties, type Resource, type Resources, ref } from "../template.ts";

const eventSource = (
  queueId: string,
  name: "receive" | "publish",
  deployment: Deployment,
  properties: Properties,
): Resource => {
  const { queue = {} } = deployment.options;
  return {
    Type: "AWS::Lambda::EventSourceMapping",
    DependsOn: [name === "receive" ? ids.receiveRole : ids.publishRole],
    Properties: {
      EventSourceArn: arnOf(queueId),
      FunctionName: ref(ids[name]),
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
        : { ScalingConfig: { MaximumConcurrency: batchesAtOnce(deployment, name) } }),
    },
  };
};

/** The event source mappings. A FIFO queue has no batching window, because Lambda does not support one there. */
export function eventSources(deployment: Deployment): Resources {
  const window = deployment.options.queue?.batchingWindowSeconds ?? 0;
  return {
    DeliveryEventSource: eventSource(ids.queue, "publish", deployment, {
      MaximumBatchingWindowInSeconds: window,
    }),
    ...(isOrdered(deployment) && {
      OrderedEventSource: eventSource(ids.orderedQueue, "publish", deployment, {}),
    }),
    ...(isBuffered(deployment) && {
      BufferEventSource: eventSource(ids.buffer, "receive", deployment, {}),
    }),
  };
}
