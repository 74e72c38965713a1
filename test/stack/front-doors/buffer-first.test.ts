import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import type { Provider } from "../../../src/core/provider.ts";
import { contentful, github } from "../../../src/providers/index.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";
import { bufferTemplate } from "../../../src/stack/front-doors/buffer-template.ts";
import { arns } from "../support/configs.ts";
import { allowed, bufferedStack } from "../support/permissions.ts";

describe("a stack with the front door buffer-first", () => {
  const source = { provider: github, bus: "events" } as const;
  const stackOf = (deployment: DeploymentOptions = {}) => {
    const frontDoor = { kind: "buffer-first", ...deployment.frontDoor } as const;
    const config = { buses: { events: {} }, sources: { "acme-github": source } };
    return buildStack(defineBridge({ ...config, deployment: { ...deployment, frontDoor } }), "prod");
  };
  const properties = (id: string) => stackOf().template.Resources[id]?.Properties as never;

  it("sends SQS only what the template makes, and answers 200 only for SQS's 200", () => {
    const { Integration } = properties("RestApiMethod") as { Integration: Record<string, unknown> };
    expect(Integration).toMatchObject({
      Type: "AWS",
      ContentHandling: "CONVERT_TO_TEXT",
      PassthroughBehavior: "NEVER",
      Credentials: { "Fn::GetAtt": ["BufferRole", "Arn"] },
    });
    expect(new Set(Object.values(Integration.RequestTemplates as object))).toEqual(new Set([bufferTemplate]));
    const answers = Integration.IntegrationResponses as Record<string, unknown>[];
    expect(answers.map(({ StatusCode, SelectionPattern }) => [StatusCode, SelectionPattern])).toEqual([
      ["200", "200"],
      ["503", undefined],
    ]);
    expect(properties("RestApi")).toMatchObject({ BinaryMediaTypes: ["*/*"] });
  });

  it("takes POST, and other methods only if a source needs them: what a crawler sends is neither stored nor paid for", () => {
    const methodsWith = (provider: Provider) => {
      const sources = { "acme-github": source, more: { provider, bus: "events" } } as const;
      const deployment = { frontDoor: { kind: "buffer-first" } } as const;
      const { template } = buildStack(defineBridge({ buses: { events: {} }, sources, deployment }), "prod");
      const methods = Object.entries(template.Resources).filter(
        ([, { Type }]) => Type === "AWS::ApiGateway::Method",
      );
      const [snapshot] = Object.values(template.Resources).filter(
        ({ Type }) => Type === "AWS::ApiGateway::Deployment",
      );
      expect(snapshot?.DependsOn).toEqual(methods.map(([id]) => id));
      for (const [, { Properties }] of methods)
        expect(Properties).toMatchObject({
          Integration: { RequestTemplates: { "text/plain": bufferTemplate } },
        });
      return methods.map(([, { Properties }]) => Properties?.HttpMethod);
    };
    expect(methodsWith(github)).toEqual(["POST"]);
    expect(methodsWith(contentful)).toEqual(["POST", "PUT", "PATCH"]);
  });

  it("contentTypes: uses the template for them too", () => {
    const own = "application/vnd.acme.v1+json";
    const { template } = stackOf({ frontDoor: { kind: "buffer-first", contentTypes: [own] } });
    expect(template.Resources.RestApiMethod?.Properties).toMatchObject({
      Integration: { RequestTemplates: { [own]: bufferTemplate, "application/json": bufferTemplate } },
    });
  });

  it("polls the buffer with receive, whose visibility timeout is six times its timeout, and lets nothing else invoke it", () => {
    expect(properties("BufferEventSource")).toMatchObject({
      EventSourceArn: { "Fn::GetAtt": ["BufferQueue", "Arn"] },
      FunctionName: { Ref: "ReceiveLambdaFunction" },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(properties("BufferQueue")).toMatchObject({ VisibilityTimeout: 6 * 29 });
    expect(JSON.stringify(properties("Dashboard"))).toContain("BufferDeadLetterQueue.QueueName");
    const types = Object.values(stackOf().template.Resources).map(({ Type }) => Type);
    expect(types).not.toContain("AWS::Lambda::Permission");
  });

  it("can have a custom domain, a firewall and its own key", () => {
    const domain = { name: "hooks.example.com", certificate: arns.certificate };
    const frontDoor = { kind: "buffer-first", domain, firewall: { requestsPerAddress: 500 } } as const;
    const { template, environment } = stackOf({ frontDoor, encryptionKey: arns.key });
    expect(JSON.stringify(template.Resources.Firewall)).toContain('"Limit":500');
    expect(JSON.stringify(template.Resources.BufferRole)).toContain("kms:GenerateDataKey");
    expect(environment.HOOKBRIDGE_PUBLIC_URL).toBe("https://hooks.example.com");
  });

  it("lets the door send to the buffer, and nothing else", async () => {
    expect(await allowed(bufferedStack(), "BufferRole")).toEqual(["sqs:SendMessage buffer"]);
  });
});
