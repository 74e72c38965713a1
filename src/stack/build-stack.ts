import type { Bridge } from "../config/define-bridge.ts";
import { checkDeployment } from "./checks/check-deployment.ts";
import { checkTemplate } from "./checks/check-template.ts";
import { ids, isOrdered, isTraced } from "./deployment.ts";
import { environmentOf } from "./environment.ts";
import { openDoor } from "./front-doors/open.ts";
import { memoryMegabytes, timeoutSeconds } from "./function-limits.ts";
import { inventoryKey, inventoryMetadata } from "./inventory.ts";
import { logDays } from "./log-group.ts";
import { buses } from "./resources/buses/buses.ts";
import { claimBucket } from "./resources/claim-bucket.ts";
import { eventSources } from "./resources/event-sources.ts";
import { ledger } from "./resources/ledger.ts";
import { alarms } from "./resources/monitoring/alarms.ts";
import { dashboard } from "./resources/monitoring/dashboard.ts";
import { queues } from "./resources/queues.ts";
import { publishRole } from "./resources/roles/publish-role.ts";
import { receiveRole } from "./resources/roles/receive-role.ts";
import { type Properties, ref, type Template, type TemplateValue } from "./template.ts";

/** What serverless.yml takes for a function. */
interface FunctionValues {
  readonly name: string;
  readonly timeout: number;
  readonly memorySize: number;
}

/** What serverless.yml takes from bridge.config.ts, by the names that it uses. */
export interface Stack {
  readonly stackName: string;
  readonly logDays: number;
  /** Lambda's tracing mode. */
  readonly tracing: "Active" | "PassThrough";
  readonly tags: Readonly<Record<string, string>>;
  readonly environment: Properties;
  readonly functions: Readonly<Record<"receive" | "publish", FunctionValues>>;
  readonly template: Template;
}

const hooksUrl = (origin: TemplateValue): TemplateValue => ({ "Fn::Join": ["", [origin, "/hooks/"]] });

/**
 * The stack of a configuration in one stage. osls adds the functions from their folders.
 * @throws BridgeError `config-invalid`
 */
export function buildStack(bridge: Bridge, stage: string): Stack {
  const deployment = checkDeployment(bridge, stage);
  const { prefix, options } = deployment;
  const door = openDoor(deployment);
  const functionValues = (name: "receive" | "publish"): FunctionValues => ({
    name: `${prefix}-${name}`,
    timeout: timeoutSeconds[name],
    memorySize: memoryMegabytes[name],
  });
  return {
    stackName: prefix,
    logDays: logDays(deployment),
    tracing: isTraced(deployment) ? "Active" : "PassThrough",
    tags: { "hookbridge:deployment": bridge.name, "hookbridge:stage": stage, ...options.tags },
    environment: environmentOf(deployment, door.publicUrl),
    functions: { receive: functionValues("receive"), publish: functionValues("publish") },
    template: checkTemplate({
      Metadata: { [inventoryKey]: inventoryMetadata(deployment) },
      Resources: {
        ...queues(deployment),
        ...eventSources(deployment),
        ...ledger(deployment),
        ...claimBucket(deployment),
        ...buses(deployment),
        ...receiveRole(deployment),
        ...publishRole(deployment),
        ...door.resources,
        ...alarms(deployment),
        ...dashboard(deployment),
      },
      Outputs: {
        HooksUrl: {
          Description: "URL of the sources, without their name",
          Value: hooksUrl(door.publicUrl ?? door.origin),
        },
        ...(options.frontDoor?.publicUrl !== undefined && {
          GatewayUrl: {
            Description: "Where requests to HooksUrl must be forwarded to, for DNS or a proxy",
            Value: hooksUrl(door.origin),
          },
        }),
        DeliveryQueueUrl: { Description: "Deliveries that wait to be published", Value: ref(ids.queue) },
        DeadLetterQueueUrl: {
          Description: "Deliveries that could not be published",
          Value: ref(ids.deadLetters),
        },
        ...(isOrdered(deployment) && {
          OrderedQueueUrl: {
            Description: "Deliveries of ordered sources that wait to be published",
            Value: ref(ids.orderedQueue),
          },
          OrderedDeadLetterQueueUrl: {
            Description: "Deliveries of ordered sources that could not be published",
            Value: ref(ids.orderedDeadLetters),
          },
        }),
      },
    }),
  };
}
