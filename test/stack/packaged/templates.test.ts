import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arns, type ConfigName, configs } from "../support/configs.ts";
import { findings } from "./findings.ts";
import { type Package, packageBridge, packagingMs, totalBytes } from "./package-fixture.ts";
import { type Changeable, rules } from "./rules.ts";

const names: readonly ConfigName[] = ["everything", "many", "balanced", "fitted"];
const packages = new Map<ConfigName, Package>();

beforeAll(async () => {
  for (const name of names) packages.set(name, await packageBridge(configs[name], "--stage", "prod"));
}, packagingMs);
afterAll(() => {
  for (const made of packages.values()) made.remove();
});

function packageOf(name: ConfigName): Package {
  const made = packages.get(name);
  if (!made) throw new Error(`${name} was not packaged.`);
  return made;
}
const fileOf = (name: ConfigName): string =>
  join(packageOf(name).directory, ".serverless/cloudformation-template-update-stack.json");

describe.each(names)("the stack of the configuration %s", (name) => {
  it("has no errors for AWS's validator", () => {
    expect(findings(fileOf(name))).toEqual([]);
  });

  it.each(rules)("$name", ({ offenders }) => {
    expect(offenders(packageOf(name).template.Resources)).toEqual([]);
  });

  it("stays within CloudFormation's 500 resources and 1 MB, and its bundles within their size limits", () => {
    const { template, contents } = packageOf(name);
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
    expect(statSync(fileOf(name)).size).toBeLessThan(1_000_000);
    expect(totalBytes(contents.receive)).toBeLessThanOrEqual(460_000);
    expect(totalBytes(contents.publish)).toBeLessThanOrEqual(490_000);
  });

  it("has no secret in it", () => {
    expect(readFileSync(fileOf(name), "utf8")).not.toMatch(/resolve:(ssm|secretsmanager)/);
  });
});

describe("the rules can fail", () => {
  it.each(rules)("$name", ({ offenders, breakIt }) => {
    const resources = structuredClone(packageOf("everything").template.Resources);
    breakIt(resources as unknown as Changeable);
    expect(offenders(resources)).not.toEqual([]);
  });
});

it("nothing is exported: two deployments in an account would export the same name", () => {
  for (const name of names) {
    const outputs = Object.entries(packageOf(name).template.Outputs);
    expect(outputs.length).toBeGreaterThan(3);
    expect(outputs.filter(([, output]) => "Export" in output).map(([id]) => id)).toEqual([]);
  }
});

describe("a stack that fits into an account", () => {
  it("has no bucket for packages of its own, and takes its packages from the existing one", () => {
    const { Resources } = packageOf("fitted").template;
    const buckets = Object.keys(Resources).filter((id) => id.startsWith("ServerlessDeploymentBucket"));
    expect(buckets).toEqual([]);
    for (const id of ["ReceiveLambdaFunction", "PublishLambdaFunction"])
      expect(Resources[id]?.Properties?.Code).toMatchObject({ S3Bucket: "acme-deployments" });
  });

  it("runs its functions in the subnets, with their memory", () => {
    const { Resources } = packageOf("fitted").template;
    const VpcConfig = {
      SubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      SecurityGroupIds: ["sg-0123456789abcdef0"],
    };
    expect(Resources.ReceiveLambdaFunction?.Properties).toMatchObject({ MemorySize: 1_769, VpcConfig });
    expect(Resources.PublishLambdaFunction?.Properties).toMatchObject({ MemorySize: 1_024, VpcConfig });
    const { Resources: elsewhere } = packageOf("everything").template;
    expect(elsewhere.ReceiveLambdaFunction?.Properties).not.toHaveProperty("VpcConfig");
    expect(elsewhere.ServerlessDeploymentBucket).toBeDefined();
  });
});

describe("every option", () => {
  it("what osls makes has the bounds and the key of the configuration", () => {
    const { Resources } = packageOf("everything").template;
    expect(Resources.ReceiveLambdaFunction?.Properties?.ReservedConcurrentExecutions).toBe(200);
    expect(Resources.PublishLambdaFunction?.Properties?.ReservedConcurrentExecutions).toBe(400);
    for (const id of ["ReceiveLogGroup", "PublishLogGroup"])
      expect(Resources[id]?.Properties?.KmsKeyId, id).toBe(arns.key);
    expect(packageOf("balanced").template.Resources.ReceiveLambdaFunction?.Properties).not.toHaveProperty(
      "ReservedConcurrentExecutions",
    );
  });

  it("all names start with the deployment and the stage", () => {
    const { directory, template } = packageOf("everything");
    const state = JSON.parse(readFileSync(join(directory, ".serverless/serverless-state.json"), "utf8"));
    const { stackName, stackTags } = state.service.provider;
    expect(stackName).toBe("acme-hooks-prod");
    expect(stackTags).toEqual({
      "hookbridge:deployment": "acme-hooks",
      "hookbridge:stage": "prod",
      "cost-center": "4711",
    });
    for (const name of ["receive", "publish"])
      expect(state.service.functions[name].logRetentionInDays).toBe(90);
    expect(template.Resources.ReceiveLogGroup?.Properties?.RetentionInDays).toBe(90);
    expect(template.Resources.ReceiveLambdaFunction?.Properties?.FunctionName).toBe(
      "acme-hooks-prod-receive",
    );
    expect(template.Resources.SharedBus?.Properties?.Name).toBe("acme-hooks-prod-shared");
  });
});
