import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentNames } from "../../../src/config/environment.ts";
import { makeClients } from "../../../src/local/aws/clients.ts";
import { startLocalAws } from "../../../src/local/aws/start-local-aws.ts";
import { functionLogs } from "../../../src/stack/functions/function-logs.ts";
import { configs } from "../support/configs.ts";
import { carriesDeliveries, type Deployed } from "./carry-delivery.ts";
import { deployBridge } from "./deployed-bridge.ts";
import { findings } from "./findings.ts";
import { type Package, packageBridge, packagingMs, totalBytes } from "./package-fixture.ts";
import { rules } from "./rules.ts";

let made: Package;
beforeAll(async () => {
  made = await packageBridge(configs.usual);
}, packagingMs);
afterAll(() => made?.remove());

const resource = (logicalId: string) => made.template.Resources[logicalId];
const properties = (logicalId: string) => resource(logicalId)?.Properties ?? {};

describe("osls package, without credentials", () => {
  it("makes one package a function, of minified ES modules within their bounds", () => {
    expect(Object.keys(made.contents)).toEqual(["receive", "publish"]);
    for (const name of ["receive", "publish"] as const) {
      const files = Object.keys(made.contents[name] ?? {});
      expect(files).toContain("index.mjs");
      expect(files.filter((file) => !/^[a-z0-9-]+\.mjs$/i.test(file))).toEqual([]);
    }
    expect(totalBytes(made.contents.receive)).toBeLessThanOrEqual(460_000);
    expect(totalBytes(made.contents.publish)).toBeLessThanOrEqual(490_000);
  });

  it("updates publish before receive, so that nothing is sent to a function that can't read it", () => {
    expect(resource("ReceiveLambdaFunction")?.DependsOn).toContain("PublishLambdaFunction");
    expect(resource("PublishLambdaFunction")?.DependsOn ?? []).not.toContain("ReceiveLambdaFunction");
  });

  it("runs each function on Node.js 24 with its own role and exactly the bridge's variables", () => {
    for (const [id, role] of [
      ["ReceiveLambdaFunction", "ReceiveRole"],
      ["PublishLambdaFunction", "PublishRole"],
    ] as const) {
      expect(properties(id)).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        Role: { "Fn::GetAtt": [role, "Arn"] },
        TracingConfig: { Mode: "PassThrough" },
        // As the bill of `hookbridge cost` has it.
        LoggingConfig: {
          LogFormat: functionLogs.logFormat,
          ApplicationLogLevel: functionLogs.applicationLogLevel,
          SystemLogLevel: functionLogs.systemLogLevel,
        },
      });
      const { Variables } = properties(id).Environment as { Variables: Record<string, unknown> };
      const ours = Object.keys(Variables).filter((name) => name.startsWith("HOOKBRIDGE_"));
      expect(ours.sort()).toEqual(Object.values(environmentNames).sort());
    }
    expect(resource("IamRoleLambdaExecution")).toBeUndefined();
  });

  it("reports partial failures, and has a visibility timeout of six times the function's timeout", () => {
    expect(properties("DeliveryEventSource")).toMatchObject({
      EventSourceArn: { "Fn::GetAtt": ["DeliveryQueue", "Arn"] },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    const timeout = Number(properties("PublishLambdaFunction").Timeout);
    expect(properties("DeliveryQueue").VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
  });

  it("makes a template without errors for AWS's validator and for our own rules", () => {
    const file = join(made.directory, ".serverless/cloudformation-template-update-stack.json");
    expect(findings(file)).toEqual([]);
    expect(rules.flatMap(({ offenders }) => offenders(made.template.Resources))).toEqual([]);
  });

  it("has one route", () => {
    expect(properties("HttpApiRoute").RouteKey).toBe("ANY /hooks/{source}");
  });

  it("writes only to .serverless and .hookbridge", () => {
    expect(existsSync(join(made.directory, ".build"))).toBe(false);
    expect(existsSync(join(made.directory, ".serverless/receive.zip"))).toBe(true);
  });
});

describe("the packaged handlers", () => {
  let deployed: Deployed;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const servers = await startLocalAws(join(made.directory, "state"), "us-east-1", Date.now);
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const cloud = { endpoints: servers.endpoints, region: "us-east-1", embedded: true, credentials };
    const clients = makeClients(cloud);
    const bridge = await deployBridge(made, clients, cloud);
    deployed = { bridge, clients, cloud };
    close = async () => {
      await bridge.close();
      clients.close();
      await servers.close();
    };
  });
  afterAll(() => close?.());

  carriesDeliveries(() => deployed);
});
