import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { asana } from "../../../../src/providers/index.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { allowed, arn, bufferedStack, may, policiesOf, stackWith } from "../../support/permissions.ts";

const receiveAlways = [
  "logs:CreateLogStream log-group:/aws/lambda/hookbridge-prod-receive:log-stream:1",
  "logs:PutLogEvents log-group:/aws/lambda/hookbridge-prod-receive:log-stream:1",
  "s3:PutObject claims-bucket/claims/1",
  "sqs:SendMessage deliveries",
];

describe("receive may do exactly what it needs", () => {
  it("with secrets in Parameter Store: write only the secret of the source that pairs", async () => {
    expect(await allowed(stackWith({}), "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        "ssm:GetParameter parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameter parameter/hookbridge/prod/acme-github",
        "ssm:GetParameters parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameters parameter/hookbridge/prod/acme-github",
        "ssm:PutParameter parameter/hookbridge/prod/acme-asana",
      ].sort(),
    );
  });

  it("with secrets in Secrets Manager", async () => {
    expect(await allowed(stackWith({ store: "secrets-manager" }), "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        "secretsmanager:CreateSecret secret:/hookbridge/prod/acme-asana-AbCdEf",
        "secretsmanager:GetSecretValue secret:/hookbridge/prod/acme-asana-AbCdEf",
        "secretsmanager:GetSecretValue secret:/hookbridge/prod/acme-github-AbCdEf",
      ].sort(),
    );
  });

  it("with an ordered source: send to the FIFO queue as well", async () => {
    const actions = await allowed(stackWith({}, "subject"), "ReceiveRole");
    expect(actions.filter((action) => action.startsWith("sqs:"))).toEqual([
      "sqs:SendMessage deliveries",
      "sqs:SendMessage ordered.fifo",
    ]);
  });

  it("behind buffer-first: take from the buffer as well", async () => {
    const taken = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map(
      (action) => `sqs:${action} buffer`,
    );
    expect(await allowed(bufferedStack(), "ReceiveRole")).toEqual(
      [
        ...receiveAlways,
        ...taken,
        "ssm:GetParameter parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameter parameter/hookbridge/prod/acme-github",
        "ssm:GetParameters parameter/hookbridge/prod/acme-asana",
        "ssm:GetParameters parameter/hookbridge/prod/acme-github",
      ].sort(),
    );
  });
});

describe("receive may ask for many secrets in one call", () => {
  const asks = (store: "ssm" | "secrets-manager") =>
    may(stackWith({ store }), {
      role: "ReceiveRole",
      action: "secretsmanager:BatchGetSecretValue",
      resource: "*",
    });

  it("of Secrets Manager, and gets no more of them than one by one", async () => {
    expect(await asks("secrets-manager")).toBe(true);
    const read = (await allowed(stackWith({ store: "secrets-manager" }), "ReceiveRole")).filter((action) =>
      action.startsWith("secretsmanager:GetSecretValue"),
    );
    expect(read).toHaveLength(2);
    for (const action of read) expect(action).toContain(" secret:/hookbridge/prod/");
  });

  it("only where its secrets are", async () => {
    expect(await asks("ssm")).toBe(false);
  });
});

it("receive stores a secret that a vendor hands over, and can't overwrite one", async () => {
  const action = "ssm:PutParameter";
  const resource = arn("ssm", "parameter/hookbridge/prod/acme-asana");
  const put = (overwrite: string) =>
    may(stackWith({}), {
      role: "ReceiveRole",
      action,
      resource,
      conditionKeys: { "ssm:Overwrite": overwrite },
    });
  expect(await put("false")).toBe(true);
  expect(await put("true")).toBe(false);
});

describe("many sources that pair", () => {
  it("share managed policies of a size that IAM accepts", () => {
    const names = Array.from({ length: 100 }, (_, n) => [`source-${n}`, { provider: asana, bus: "events" }]);
    const { template } = buildStack(
      defineBridge({ buses: { events: {} }, sources: Object.fromEntries(names) }),
      "dev",
    );
    const policies = Object.values(template.Resources).filter(
      ({ Type }) => Type === "AWS::IAM::ManagedPolicy",
    );
    expect(policies).toHaveLength(4);
    for (const policy of policies)
      expect(JSON.stringify(policy.Properties?.PolicyDocument).length).toBeLessThan(6_144);
  });

  // IAM allows 6,144 characters, white space not counted.
  it.each(["ssm", "secrets-manager"] as const)(
    "with the longest names, no policy is too long for %s",
    async (store) => {
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
    },
  );
});
