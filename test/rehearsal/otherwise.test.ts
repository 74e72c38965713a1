import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { CloudFormationClient, DescribeStacksCommand, type Stack } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { PlainStack } from "../../src/stack/plain/plain-package.ts";
import { copyProject, osls } from "../stack/packaged/package-fixture.ts";
import { installAwsCli } from "./install-aws-cli.ts";

const run = promisify(execFile);
const region = "us-east-1";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
// moto reads a template's bucket from its URL's path only if the host is called so.
const endpoint = inject("endpoint").replace("//127.0.0.1:", "//localhost:");
const name = `o${Date.now().toString(36)}`;
const stackName = `${name}-prod`;
const bucket = `${name}-artifacts`;

/** Behind a REST API: moto's CloudFormation knows no other gateway. */
const config = (word: string): string => `
import { defineBridge } from "hookbridge";
import { custom } from "hookbridge/providers";
const provider = custom.hmac({ id: "orders", event: { source: "com.acme.${word}" } });
export default defineBridge({
  name: "${name}", buses: { events: {} }, sources: { "acme-orders": { provider, bus: "events" } },
  deployment: { frontDoor: { kind: "rest-api" } },
});`;

const page = readFileSync(resolve(import.meta.dirname, "../../docs/deploying-otherwise.md"), "utf8");
const [deployRecipe = "", removeRecipe = ""] = Array.from(
  (page.split(/^## /m).find((section) => section.startsWith("AWS CLI")) ?? "").matchAll(/```sh\n(.*?)```/gs),
  ([, commands = ""]) =>
    commands
      .replace(/^bucket=.*$/m, `bucket=${bucket}`)
      .replaceAll("hookbridge-prod", stackName)
      .replace("hookbridge:deployment=hookbridge", `hookbridge:deployment=${name}`),
);

const project = copyProject(config("orders"));
let variables: Readonly<Record<string, string>>;

/** Runs commands of the page in the project's folder. */
async function shell(commands: string): Promise<string> {
  const { stdout, stderr } = await run("bash", ["--norc", "-euo", "pipefail", "-c", commands], {
    cwd: project,
    env: variables,
  });
  return stdout + stderr;
}

beforeAll(async () => {
  variables = {
    PATH: [dirname(installAwsCli()), process.env.PATH].join(delimiter),
    HOME: project,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_PAGER: "",
  };
  await shell(`aws s3 mb s3://${bucket}`);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const clients = new CloudFormationClient({ endpoint, region, credentials });
const stackNow = async (): Promise<Stack | undefined> =>
  (await clients.send(new DescribeStacksCommand({ StackName: stackName }))).Stacks?.[0];

async function packaged(): Promise<PlainStack> {
  await osls(project, "package", "--stage", "prod");
  return JSON.parse(readFileSync(join(project, ".hookbridge/package", stackName, "stack.json"), "utf8"));
}

/** SHA-256 of the code that the function has. */
const codeOf = async (name: string): Promise<string> =>
  (
    await shell(
      `aws lambda get-function --function-name ${stackName}-${name} --query Configuration.CodeSha256 --output text`,
    )
  ).trim();

const fileHash = (file: string): string =>
  createHash("sha256")
    .update(readFileSync(join(project, ".hookbridge/package", stackName, file)))
    .digest("base64");

it("the page's commands of the AWS CLI deploy the stack, update its code, and remove it", async () => {
  const first = await packaged();
  expect(await shell(deployRecipe)).toContain(`Successfully created/updated stack - ${stackName}`);
  const made = await stackNow();
  expect(made?.StackStatus).toBe("CREATE_COMPLETE");
  const tags = made?.Tags?.map(({ Key, Value }) => [Key, Value]) ?? [];
  expect(Object.fromEntries(tags)).toEqual(first.tags);
  const parameters = made?.Parameters?.map((each) => [each.ParameterKey, each.ParameterValue]) ?? [];
  expect(Object.fromEntries(parameters)).toEqual({ ArtifactBucket: bucket, ArtifactPrefix: `${stackName}/` });
  expect(await codeOf("receive")).toBe(fileHash(first.artifacts.ReceiveLambdaFunction ?? ""));

  writeFileSync(join(project, "bridge.config.ts"), config("bills"));
  const second = await packaged();
  expect(second.artifacts).not.toEqual(first.artifacts);
  expect(await shell(deployRecipe)).toContain(`Successfully created/updated stack - ${stackName}`);
  expect((await stackNow())?.StackStatus).toBe("UPDATE_COMPLETE");
  expect(await codeOf("receive")).toBe(fileHash(second.artifacts.ReceiveLambdaFunction ?? ""));
  expect(await codeOf("publish")).toBe(fileHash(second.artifacts.PublishLambdaFunction ?? ""));

  await shell(removeRecipe);
  await expect(stackNow()).rejects.toThrow(/not exist/);
});
