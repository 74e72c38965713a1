import { runSimulation } from "@cloud-copilot/iam-simulate";
import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { github } from "../../../src/providers/index.ts";
import { type ConsumersStack, consumersStack } from "../../../src/stack/consumers/consumers-stack.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import type { Properties, Resource, TemplateValue } from "../../../src/stack/template.ts";
import { account, arn, keyPolicy, region } from "./permissions.ts";
import { resolveValue } from "./template-values.ts";

/** Calls a function with what it gets, and writes what it did. */
export const definition = JSON.stringify({
  StartAt: "Tell",
  States: {
    Tell: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Parameters: { TopicArn: "arn:aws:sns:${AWS::Region}:111122223333:tickets", "Message.$": "$.detail" },
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemProcessor: {
        StartAt: "Keep",
        States: {
          Keep: {
            Type: "Task",
            Resource: "arn:aws:states:::dynamodb:putItem",
            Parameters: { TableName: "tickets", Item: { text: { S: "${not a parameter}" } } },
            End: true,
          },
        },
      },
      End: true,
    },
  },
});

/** The consumers' stack of these subscriptions of the bus `events`, in the stage `prod`. */
export function consumersOf(subscriptions: object, more: object = {}): ConsumersStack {
  const config = {
    buses: { events: {} },
    sources: { "acme-github": { provider: github, bus: "events" } },
    subscriptions: Object.fromEntries(
      Object.entries(subscriptions).map(([name, given]) => [
        name,
        { bus: "events", on: "everything", ...given },
      ]),
    ),
    ...more,
  };
  const bridge = defineBridge(config as unknown as BridgeConfig<string>);
  return consumersStack(deploymentOf(bridge, "prod"), [...bridge.subscriptions.values()], () => definition);
}

/** A resource of a stack. */
export function resourceOf(
  { template }: ConsumersStack,
  id: string,
): Resource & { readonly Properties: Properties } {
  const { Properties = {}, ...resource } = template.Resources[id] ?? { Type: "none" };
  return { ...resource, Properties };
}

/** A value with the names and ARNs that CloudFormation would give. */
export const resolved = (value: TemplateValue): Promise<unknown> =>
  resolveValue(value, {
    account,
    region,
    resource: async (id) => ({ ref: id, attributes: { Arn: arnOfMade(id), QueueName: id } }),
  });

/** The ARN of a resource of the tested stack. */
export function arnOfMade(id: string): string {
  if (/Queue$/.test(id)) return arn("sqs", id);
  if (/LogGroup$/.test(id)) return arn("logs", `log-group:${id}:*`);
  return `arn:aws:made:${region}:${account}:${id}`;
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether a role of the stack may do something. */
export async function roleMay(
  stack: ConsumersStack,
  role: string,
  { action, resource, context = {} }: Asked,
): Promise<boolean> {
  const { Policies = [] } = resourceOf(stack, role).Properties;
  const documents = (await resolved(Policies)) as readonly { readonly PolicyDocument: unknown }[];
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/${role}`,
        action,
        resource: { resource, accountId: account },
        contextVariables: context,
      },
      identityPolicies: documents.map(({ PolicyDocument }, index) => ({
        name: String(index),
        policy: PolicyDocument,
      })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") && { resourcePolicy: keyPolicy }),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

/** Whether EventBridge may send to a queue of the stack for a rule. */
export async function ruleMaySend(stack: ConsumersStack, queue: string, rule: string): Promise<boolean> {
  const policy = await resolved(resourceOf(stack, `${queue}Policy`).Properties.PolicyDocument);
  const result = await runSimulation(
    {
      request: {
        principal: "events.amazonaws.com",
        action: "sqs:SendMessage",
        resource: { resource: arnOfMade(queue), accountId: account },
        contextVariables: {
          "aws:SourceArn": rule,
          "aws:SourceAccount": account,
          "aws:SecureTransport": "true",
        },
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: policy,
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}
