/** What IAM would allow the roles of a stack, simulated. */
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { DeploymentOptions, SecretOptions } from "../../../src/config/deployment-options.ts";
import { asana, github } from "../../../src/providers/index.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";
import type { Template } from "../../../src/stack/template.ts";
import { resolveValue } from "./template-values.ts";

export const account = "111122223333";
export const region = "eu-west-1";

/** The ARN of a resource in the tested account and region. */
export const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

/** ARNs that CloudFormation would give the stack's own resources. */
const made: Readonly<Record<string, string>> = {
  DeliveryQueue: arn("sqs", "deliveries"),
  DeadLetterQueue: arn("sqs", "dead-letters"),
  BufferQueue: arn("sqs", "buffer"),
  BufferDeadLetterQueue: arn("sqs", "buffer-dead-letters"),
  OrderedQueue: arn("sqs", "ordered.fifo"),
  OrderedDeadLetterQueue: arn("sqs", "ordered-dead-letters.fifo"),
  Ledger: arn("dynamodb", "table/ledger"),
  ClaimBucket: "arn:aws:s3:::claims-bucket",
  EventsBus: arn("events", "event-bus/hookbridge-prod-events"),
};

/** Each service's actions, on resources of this stack and of others. */
const services: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[] = [
  {
    actions: [
      "sqs:SendMessage",
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:PurgeQueue",
      "sqs:SetQueueAttributes",
    ],
    resources: [
      "deliveries",
      "dead-letters",
      "buffer",
      "buffer-dead-letters",
      "ordered.fifo",
      "ordered-dead-letters.fifo",
      "another",
      "another.fifo",
    ].map((name) => arn("sqs", name)),
  },
  {
    actions: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:Scan", "dynamodb:DeleteTable"],
    resources: [arn("dynamodb", "table/ledger"), arn("dynamodb", "table/another")],
  },
  {
    actions: ["events:PutEvents", "events:DeleteEventBus"],
    resources: [
      arn("events", "event-bus/hookbridge-prod-events"),
      arn("events", "event-bus/hookbridge-dev-events"),
      arn("events", "event-bus/default"),
    ],
  },
  {
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    resources: [
      "arn:aws:s3:::claims-bucket/claims/1",
      "arn:aws:s3:::claims-bucket/1",
      "arn:aws:s3:::another/claims/1",
    ],
  },
  {
    actions: [
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:PutParameter",
      "ssm:DeleteParameter",
      "ssm:GetParametersByPath",
    ],
    resources: [
      arn("ssm", "parameter/hookbridge/prod/acme-github"),
      arn("ssm", "parameter/hookbridge/prod/acme-asana"),
      arn("ssm", "parameter/hookbridge/dev/acme-github"),
      arn("ssm", "parameter/another/prod/acme-github"),
    ],
  },
  {
    actions: [
      "secretsmanager:GetSecretValue",
      "secretsmanager:CreateSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:PutSecretValue",
    ],
    resources: [
      arn("secretsmanager", "secret:/hookbridge/prod/acme-github-AbCdEf"),
      arn("secretsmanager", "secret:/hookbridge/prod/acme-asana-AbCdEf"),
      arn("secretsmanager", "secret:/hookbridge/dev/acme-github-AbCdEf"),
    ],
  },
  {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DeleteLogStream"],
    resources: ["receive", "publish"].map((name) =>
      arn("logs", `log-group:/aws/lambda/hookbridge-prod-${name}:log-stream:1`),
    ),
  },
];

/** A stack with a source that pairs, and one that does not. */
export function stackWith(secrets: SecretOptions, order?: "subject"): Template {
  const sources = {
    "acme-github": { provider: github, bus: "events", ...(order && { order }) },
    "acme-asana": { provider: asana, bus: "events" },
  } as const;
  return buildStack(defineBridge({ buses: { events: {} }, sources, deployment: { secrets } }), "prod")
    .template;
}

/** The policies of a role, with the ARNs that CloudFormation would fill in. */
export async function policiesOf(
  template: Template,
  role: string,
): Promise<{ name: string; policy: unknown }[]> {
  const physical = async (id: string) => ({
    ref: id,
    attributes: { Arn: made[id] ?? `arn:aws:none:::${id}` },
  });
  const references = { account, region, resource: physical };
  const inline = (template.Resources[role]?.Properties?.Policies ?? []) as readonly {
    PolicyDocument: never;
  }[];
  const managed = Object.values(template.Resources)
    .filter(
      ({ Type, Properties }) =>
        Type === "AWS::IAM::ManagedPolicy" && JSON.stringify(Properties).includes(`"${role}"`),
    )
    .map(({ Properties }) => Properties as { PolicyDocument: never });
  const documents = [...inline, ...managed].map(({ PolicyDocument }) =>
    resolveValue(PolicyDocument, references),
  );
  return (await Promise.all(documents)).map((policy, index) => ({ name: String(index), policy }));
}

/** An action of a role on a resource, in a request with these condition keys. */
export interface RoleAction {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys?: Readonly<Record<string, string>>;
}

/** Whether IAM allows it. */
export async function may(
  template: Template,
  { role, action, resource, conditionKeys = {} }: RoleAction,
): Promise<boolean> {
  const identityPolicies = await policiesOf(template, role);
  const principal = `arn:aws:iam::${account}:role/${role}`;
  const request = {
    principal,
    action,
    resource: { resource, accountId: account },
    contextVariables: conditionKeys,
  };
  // The key policy that KMS creates: without it, policies of roles can't allow the use of a key.
  const keyPolicy = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  };
  const result = await runSimulation(
    {
      request,
      identityPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") && { resourcePolicy: keyPolicy }),
    },
    {},
  );
  if (result.resultType === "error")
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === "Allowed";
}

/** Everything above that a role may do, as `action resource`. */
export async function allowed(template: Template, role: string): Promise<readonly string[]> {
  const tried = services.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
  );
  const results = tried.map(async ({ action, resource }) =>
    (await may(template, { role, action, resource }))
      ? [`${action} ${resource.split(":").slice(5).join(":")}`]
      : [],
  );
  return (await Promise.all(results)).flat().sort();
}

/** A stack with the front door `buffer-first`. */
export const bufferedStack = (options: DeploymentOptions = {}): Template =>
  buildStack(
    defineBridge({
      buses: { events: {} },
      sources: { "acme-github": { provider: github, bus: "events" } },
      deployment: { ...options, frontDoor: { kind: "buffer-first" } },
    }),
    "prod",
  ).template;
