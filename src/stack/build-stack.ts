import type { Bridge } from "../config/define-bridge.ts";
import { deploymentOf, ids } from "./deployment.ts";
import { environmentOf } from "./environment.ts";
import { memoryMegabytes, timeoutSeconds } from "./functions.ts";
import { buses } from "./resources/buses.ts";
import { claimBucket } from "./resources/claim-bucket.ts";
import { eventSource } from "./resources/event-source.ts";
import { httpApi } from "./resources/http-api.ts";
import { ledger } from "./resources/ledger.ts";
import { publishRole } from "./resources/publish-role.ts";
import { queues } from "./resources/queues.ts";
import { receiveRole } from "./resources/receive-role.ts";
import { type Properties, ref, sub, type Template } from "./template.ts";

/** What serverless.yml says of a function. */
interface FunctionValues {
  readonly name: string;
  readonly timeout: number;
  readonly memorySize: number;
}

/** What serverless.yml takes from bridge.config.ts, by the addresses that it uses. */
export interface Stack {
  readonly stackName: string;
  readonly environment: Properties;
  readonly functions: Readonly<Record<"receive" | "publish", FunctionValues>>;
  readonly template: Template;
}

/** The stack of a configuration in one stage: everything but the functions themselves, which osls makes of their folders. */
export function buildStack(bridge: Bridge, stage: string): Stack {
  const deployment = deploymentOf(bridge, stage);
  return {
    stackName: deployment.prefix,
    environment: environmentOf(deployment),
    functions: {
      receive: {
        name: `${deployment.prefix}-receive`,
        timeout: timeoutSeconds.receive,
        memorySize: memoryMegabytes.receive,
      },
      publish: {
        name: `${deployment.prefix}-publish`,
        timeout: timeoutSeconds.publish,
        memorySize: memoryMegabytes.publish,
      },
    },
    template: {
      Resources: {
        ...queues(),
        ...eventSource(),
        ...ledger(),
        ...claimBucket(deployment),
        ...buses(deployment),
        ...receiveRole(deployment),
        ...publishRole(deployment),
        ...httpApi(deployment),
      },
      Outputs: {
        HooksUrl: {
          Description: "A source's URL is this and its name",
          Value: sub(`\${${ids.api}.ApiEndpoint}/hooks/`),
        },
        DeliveryQueueUrl: { Description: "Deliveries on their way", Value: ref(ids.queue) },
        DeadLetterQueueUrl: {
          Description: "Deliveries that could not be published",
          Value: ref(ids.deadLetters),
        },
      },
    },
  };
}
