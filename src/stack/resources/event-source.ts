import { ids } from "../deployment.ts";
import { arnOf, type Resources, ref } from "../template.ts";

/** What Lambda polls the delivery queue with. */
export function eventSource(): Resources {
  return {
    DeliveryEventSource: {
      Type: "AWS::Lambda::EventSourceMapping",
      DependsOn: [ids.publishRole],
      Properties: {
        EventSourceArn: arnOf(ids.queue),
        FunctionName: ref(ids.publish),
        BatchSize: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 20 },
      },
    },
  };
}
