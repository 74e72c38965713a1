import type { Bridge } from "../config/define-bridge.ts";
import type { DeploymentOptions } from "../config/deployment-options.ts";
import { checkDeployment } from "./checks/check-deployment.ts";
import { checkTemplate } from "./checks/check-template.ts";
import { type Deployment, ids, isOrdered, isTraced } from "./deployment.ts";
import { fitAccount } from "./fit-account.ts";
import type { Door } from "./front-doors/front-door.ts";
import { openDoor } from "./front-doors/open.ts";
import { environmentOf } from "./functions/environment.ts";
import { extensions } from "./functions/extensions.ts";
import { memoryMegabytes, timeoutSeconds } from "./functions/function-limits.ts";
import { inventoryKey, inventoryMetadata } from "./inventory.ts";
import { logDays } from "./log-group.ts";
import { nameOutputs } from "./name-outputs.ts";
import { buses } from "./resources/buses/buses.ts";
import { claimBucket } from "./resources/claim-bucket.ts";
import { eventSources } from "./resources/event-sources.ts";
import { ledger } from "./resources/ledger.ts";
import { alarms } from "./resources/monitoring/alarms.ts";
import { dashboard } from "./resources/monitoring/dashboard.ts";
import { queues } from "./resources/queues.ts";
import { publishRole } from "./resources/roles/publish-role.ts";
import { receiveRole } from "./resources/roles/receive-role.ts";
import { type Properties, type Resources, ref, type Template, type TemplateValue } from "./template.ts";

/** The bridge's functions. */
export type FunctionName = "receive" | "publish";

/** What osls takes for a function. */
interface FunctionValues {
  readonly name: string;
  readonly timeout: number;
  readonly memorySize: number;
  /** `null` for none, as osls has it. */
  readonly vpc: FunctionNetwork | null;
}

/** Where a function runs, with osls's names. */
interface FunctionNetwork {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** The stack of a configuration, and what osls must know to deploy it. */
export interface Stack {
  readonly stackName: string;
  readonly logDays: number;
  /** Lambda's tracing mode. */
  readonly tracing: "Active" | "PassThrough";
  readonly tags: Readonly<Record<string, string>>;
  /** The bucket for the packages: an existing one, or osls's own, and the folder in it. */
  readonly deploymentBucket: { readonly name: string } | { readonly blockPublicAccess: true };
  readonly deploymentPrefix: string;
  readonly environment: Properties;
  readonly functions: Readonly<Record<FunctionName, FunctionValues>>;
  readonly template: Template;
}

function functionValues({ prefix, options }: Deployment, name: FunctionName): FunctionValues {
  const { vpc, memory } = options;
  return {
    name: `${prefix}-${name}`,
    timeout: timeoutSeconds[name],
    memorySize: memory?.[name] ?? memoryMegabytes[name],
    vpc: vpc ? { subnetIds: vpc.subnets, securityGroupIds: vpc.securityGroups } : null,
  };
}

/** Where osls keeps the packages. In a shared bucket, deployments of another name must not clean up these. */
const packagesOf = (
  name: string,
  { deploymentBucket }: DeploymentOptions,
): Pick<Stack, "deploymentBucket" | "deploymentPrefix"> =>
  deploymentBucket === undefined
    ? { deploymentBucket: { blockPublicAccess: true }, deploymentPrefix: "serverless" }
    : { deploymentBucket: { name: deploymentBucket }, deploymentPrefix: name };

const resourcesOf = (deployment: Deployment, door: Door): Resources =>
  fitAccount(
    {
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
    deployment,
  );

const hooksUrl = (origin: TemplateValue): TemplateValue => ({ "Fn::Join": ["", [origin, "/hooks/"]] });

/**
 * The stack of a configuration in one stage. osls adds the functions.
 * @throws BridgeError `config-invalid`
 */
export function buildStack(bridge: Bridge, stage: string): Stack {
  const deployment = checkDeployment(bridge, stage);
  const { prefix, options } = deployment;
  const door = openDoor(deployment);
  return {
    stackName: prefix,
    logDays: logDays(deployment),
    tracing: isTraced(deployment) ? "Active" : "PassThrough",
    tags: { "hookbridge:deployment": bridge.name, "hookbridge:stage": stage, ...options.tags },
    ...packagesOf(bridge.name, options),
    environment: environmentOf(deployment, door.publicUrl),
    functions: {
      receive: functionValues(deployment, "receive"),
      publish: functionValues(deployment, "publish"),
    },
    template: checkTemplate({
      Metadata: { [inventoryKey]: inventoryMetadata(deployment) },
      Resources: resourcesOf(deployment, door),
      extensions: extensions(deployment),
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
        ...nameOutputs(deployment, door.publicUrl ?? door.origin),
      },
    }),
  };
}
