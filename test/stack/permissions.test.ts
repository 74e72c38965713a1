import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { SecretOptions } from "../../src/config/deployment-options.ts";
import { asana, github } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import type { Template } from "../../src/stack/template.ts";
import { resolveValue } from "./support/template-values.ts";

const account = "111122223333";
const region = "eu-west-1";
const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

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

/** What both roles are tried on: each service's actions, on resources of this stack and of others. */
const attempts: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[] = [
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
    actions: ["ssm:GetParameter", "ssm:PutParameter", "ssm:DeleteParameter", "ssm:GetParametersByPath"],
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

function stack(secrets: SecretOptions, order?: "subject"): Template {
  const sources = {
    "acme-github": { provider: github, bus: "events", ...(order && { order }) },
    "acme-asana": { provider: asana, bus: "events" },
  } as const;
  return buildStack(defineBridge({ buses: { events: {} }, sources, deployment: { secrets } }), "prod")
    .template;
}

/** The policies of a role, as IAM would have them. */
async function policiesOf(template: Template, role: string): Promise<{ name: string; policy: unknown }[]> {
  const physical = async (id: string) => ({
    ref: id,
    attributes: { Arn: made[id] ?? `arn:aws:none:::${id}` },
  });
  const surroundings = { account, region, resource: physical };
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
    resolveValue(PolicyDocument, surroundings),
  );
  return (await Promise.all(documents)).map((policy, index) => ({ name: String(index), policy }));
}

/** Whether the role may do it, in a request with these condition keys. */
async function may(
  template: Template,
  role: string,
  action: string,
  resource: string,
  contextVariables: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const identityPolicies = await policiesOf(template, role);
  const principal = `arn:aws:iam::${account}:role/${role}`;
  const request = { principal, action, resource: { resource, accountId: account }, contextVariables };
  // As KMS makes it: without it, the policies of roles count for nothing.
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

/** Everything among the attempts that the role may do, as `action resource`. */
async function allowed(template: Template, role: string): Promise<readonly string[]> {
  const tries = attempts.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
  );
  const results = tries.map(async ({ action, resource }) =>
    (await may(template, role, action, resource))
      ? [`${action} ${resource.split(":").slice(5).join(":")}`]
      : [],
  );
  return (await Promise.all(results)).flat().sort();
}

const receiveAlways = [
  "logs:CreateLogStream log-group:/aws/lambda/hookbridge-prod-receive:log-stream:1",
  "logs:PutLogEvents log-group:/aws/lambda/hookbridge-prod-receive:log-stream:1",
  "s3:PutObject claims-bucket/claims/1",
  "sqs:SendMessage deliveries",
];

describe("receive may do exactly what it needs", () => {
  it("with secrets in Parameter Store: only the source that pairs may write, and only its own", async () => {
    expect(await allowed(stack({}), "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        "ssm:GetParameter parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameter parameter/hookbridge/prod/acme-github",
        "ssm:PutParameter parameter/hookbridge/prod/acme-asana",
      ].sort(),
    );
  });

  it("with secrets in Secrets Manager", async () => {
    expect(await allowed(stack({ store: "secrets-manager" }), "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        "secretsmanager:CreateSecret secret:/hookbridge/prod/acme-asana-AbCdEf",
        "secretsmanager:GetSecretValue secret:/hookbridge/prod/acme-asana-AbCdEf",
        "secretsmanager:GetSecretValue secret:/hookbridge/prod/acme-github-AbCdEf",
      ].sort(),
    );
  });
});

const publishAlways = [
  "dynamodb:BatchGetItem table/ledger",
  "dynamodb:BatchWriteItem table/ledger",
  "events:PutEvents event-bus/hookbridge-prod-events",
  "logs:CreateLogStream log-group:/aws/lambda/hookbridge-prod-publish:log-stream:1",
  "logs:PutLogEvents log-group:/aws/lambda/hookbridge-prod-publish:log-stream:1",
  "s3:GetObject claims-bucket/claims/1",
  "s3:PutObject claims-bucket/claims/1",
  "sqs:DeleteMessage deliveries",
  "sqs:GetQueueAttributes deliveries",
  "sqs:ReceiveMessage deliveries",
  "sqs:SendMessage dead-letters",
];

it("publish may do exactly what it needs, and read no secret", async () => {
  expect(await allowed(stack({}), "PublishRole")).toEqual([...publishAlways].sort());
});

describe("where a source keeps an order", () => {
  const onQueues = async (role: string): Promise<readonly string[]> =>
    (await allowed(stack({}, "subject"), role)).filter((action) => action.startsWith("sqs:"));

  it("receive may moreover send to the FIFO queue", async () => {
    expect(await onQueues("ReceiveRole")).toEqual([
      "sqs:SendMessage deliveries",
      "sqs:SendMessage ordered.fifo",
    ]);
  });

  it("publish may moreover take from the FIFO queue, and park in its dead-letter queue", async () => {
    const added = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map(
      (action) => `sqs:${action} ordered.fifo`,
    );
    expect(await onQueues("PublishRole")).toEqual(
      [
        ...publishAlways.filter((action) => action.startsWith("sqs:")),
        ...added,
        "sqs:SendMessage ordered-dead-letters.fifo",
      ].sort(),
    );
  });
});

describe("behind a front door that buffers", () => {
  const frontDoor = { kind: "buffer-first" } as const;
  const sources = { "acme-github": { provider: github, bus: "events" } } as const;
  const { template } = buildStack(
    defineBridge({ buses: { events: {} }, sources, deployment: { frontDoor } }),
    "prod",
  );

  it("the door may send to the buffer, and nothing else", async () => {
    expect(await allowed(template, "BufferRole")).toEqual(["sqs:SendMessage buffer"]);
  });

  it("receive may moreover take from the buffer; publish has nothing to do with it", async () => {
    const taken = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map(
      (action) => `sqs:${action} buffer`,
    );
    expect(await allowed(template, "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        ...taken,
        "ssm:GetParameter parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameter parameter/hookbridge/prod/acme-github",
      ].sort(),
    );
    expect(await allowed(template, "PublishRole")).toEqual([...publishAlways].sort());
  });
});

it("receive keeps a secret that a vendor hands over, and can't put another in its place", async () => {
  const own = arn("ssm", "parameter/hookbridge/prod/acme-asana");
  const put = (overwrite: string) =>
    may(stack({}), "ReceiveRole", "ssm:PutParameter", own, { "ssm:Overwrite": overwrite });
  expect(await put("false")).toBe(true);
  expect(await put("true")).toBe(false);
});

describe("with a key of the deployment's own", () => {
  const key = arn("kms", "key/1");
  const deployment = { encryptionKey: key, frontDoor: { kind: "buffer-first" } } as const;
  const sources = { "acme-github": { provider: github, bus: "events" } } as const;
  const { template } = buildStack(defineBridge({ buses: { events: {} }, sources, deployment }), "prod");
  const services = ["sqs", "s3", "dynamodb", "ssm", "secretsmanager"];
  const through = async (role: string, action: string): Promise<readonly string[]> => {
    const tried = services.map(async (service) => {
      const via = { "kms:ViaService": `${service}.${region}.amazonaws.com` };
      return (await may(template, role, action, key, via)) ? [service] : [];
    });
    return (await Promise.all(tried)).flat();
  };

  it.each([
    ["ReceiveRole", ["sqs", "s3"]],
    ["PublishRole", ["sqs", "s3", "dynamodb"]],
    ["BufferRole", ["sqs"]],
  ])("%s uses it through %j alone", async (role, used) => {
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      expect(await through(role, action)).toEqual(used);
      expect(await may(template, role, action, key)).toBe(false);
    }
  });
});

// IAM allows 6,144 characters, white space not counted.
it.each(["ssm", "secrets-manager"] as const)("no pairing policy is too long in %s", async (store) => {
  const names = Array.from({ length: 100 }, (_, index) => `${"long-name-".repeat(6)}${100 + index}`);
  const sources = Object.fromEntries(
    names.map((name) => [name, { provider: asana, bus: "events" } as const]),
  );
  const bridge = defineBridge({
    name: "a-name-of-20-letters",
    buses: { events: {} },
    sources,
    deployment: { secrets: { store } },
  });
  const policies = await policiesOf(buildStack(bridge, "productionofaccount1").template, "ReceiveRole");
  // The longest region and partition have 11 letters more than those of the test, in each ARN.
  const lengths = policies.map(({ policy }) => {
    const text = JSON.stringify(policy);
    return text.length + 11 * text.split("arn:aws:").length;
  });
  expect(Math.max(...lengths)).toBeLessThanOrEqual(6_144);
});
