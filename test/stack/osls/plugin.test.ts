/** The plugin in a service with functions and resources of the user's own. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { copyProject, osls, packagingMs } from "../packaged/package-fixture.ts";
import { configs } from "../support/configs.ts";

interface Failure {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const projects: string[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true, force: true });
});

/** A project whose serverless.yml goes on with this text. */
function projectWith(more: string): string {
  const project = copyProject(configs.usual);
  projects.push(project);
  writeFileSync(
    join(project, "serverless.yml"),
    `service: acme\nframeworkVersion: "4.3.1"\nplugins:\n  - ./src/stack/osls/plugin.cjs\n${more}`,
  );
  writeFileSync(join(project, "consumer.mjs"), "export const handler = async () => {};\n");
  return project;
}

const ownParts = `
provider:
  name: aws
  environment:
    GREETING: hello
  stackTags:
    owner: me
package:
  patterns: ["!**", "consumer.mjs"]
functions:
  consumer:
    handler: consumer.handler
`;

it(
  "adds the bridge to the user's functions and resources, and leaves both as they are",
  async () => {
    const project = projectWith(`${ownParts}
resources:
  - Resources:
      Topic:
        Type: AWS::SNS::Topic
  - Conditions:
      Never:
        Fn::Equals: [a, b]
    Outputs:
      TopicArn:
        Value:
          Ref: Topic
        Export:
          Name: acme-topic
`);
    await osls(project, "package", "--stage", "prod");
    const template = JSON.parse(
      readFileSync(join(project, ".serverless/cloudformation-template-update-stack.json"), "utf8"),
    );
    const { ConsumerLambdaFunction, ReceiveLambdaFunction, Topic, DeliveryQueue } = template.Resources;
    expect(Topic).toEqual({ Type: "AWS::SNS::Topic" });
    expect(DeliveryQueue.Type).toBe("AWS::SQS::Queue");
    expect(template.Outputs.TopicArn.Export).toEqual({ Name: "acme-topic" });
    expect(ConsumerLambdaFunction.Properties).toMatchObject({
      FunctionName: "acme-prod-consumer",
      Environment: { Variables: { GREETING: "hello" } },
      Role: { "Fn::GetAtt": ["IamRoleLambdaExecution", "Arn"] },
    });
    expect(ConsumerLambdaFunction.Properties.LoggingConfig).toBeUndefined();
    expect(ConsumerLambdaFunction.Properties.Code.S3Key).toMatch(/\/acme\.zip$/);
    expect(ReceiveLambdaFunction.Properties).toMatchObject({
      Handler: "index.handler",
      Architectures: ["arm64"],
      Role: { "Fn::GetAtt": ["ReceiveRole", "Arn"] },
    });
    const plain = join(
      project,
      ".hookbridge/package",
      ReceiveLambdaFunction.Properties.FunctionName.replace(/-receive$/, ""),
    );
    const stack = JSON.parse(readFileSync(join(plain, "stack.json"), "utf8"));
    expect(stack.tags).toMatchObject({ owner: "me", "hookbridge:stage": "prod" });
    for (const file of Object.values<string>(stack.artifacts))
      expect(existsSync(join(plain, file))).toBe(true);
    expect(Object.keys(stack.artifacts).sort()).toEqual([
      "ConsumerLambdaFunction",
      "PublishLambdaFunction",
      "ReceiveLambdaFunction",
    ]);
    const written = JSON.parse(readFileSync(join(plain, "template.json"), "utf8"));
    expect(written.Conditions).toEqual({ Never: { "Fn::Equals": ["a", "b"] } });
  },
  packagingMs,
);

it.each([
  [
    "in serverless.yml",
    `${ownParts}  receive:\n    handler: consumer.handler\n`,
    /the function "receive" is one of the bridge's too\.\n {2}next: {2}Give it another name/,
    2,
  ],
  [
    "that osls makes for an event",
    `${ownParts}    events:\n      - httpApi: "GET /"\n`,
    /osls makes "HttpApi"[\s\S]*frontDoor/,
    // By osls itself, which knows no other code.
    1,
  ],
])(
  "a name that both define is refused once, before anything is written: one %s",
  async (_, more, message, code) => {
    const project = projectWith(more);
    const failure = (await osls(project, "package").catch((error: unknown) => error)) as Failure;
    expect(failure.code).toBe(code);
    // osls prints its own errors on stdout.
    expect(failure.stdout + failure.stderr).toMatch(message);
    expect(existsSync(join(project, ".hookbridge/package"))).toBe(false);
  },
  packagingMs,
);

it(
  "takes another configuration from serverless.yml or a flag, and none for help",
  async () => {
    const project = projectWith(
      "provider:\n  name: aws\ncustom:\n  hookbridge:\n    config: none.config.ts\n",
    );
    const failing = async (...args: readonly string[]) =>
      ((await osls(project, ...args).catch((error: unknown) => error)) as Failure).stderr;
    expect(await failing("package")).toMatch(/There is no none\.config\.ts in/);
    expect(await failing("package", "--param", "config=other.config.ts")).toMatch(
      /There is no other\.config\.ts in/,
    );
    expect(await osls(project, "package", "--help")).toMatch(/package/);
  },
  packagingMs,
);

it(
  "says where the package is, and asks for credentials before it packages anything to be deployed",
  async () => {
    const project = copyProject(configs.usual);
    projects.push(project);
    const failed = await osls(project, "deploy").catch((failure: Failure) => failure);
    expect(failed).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(
        "error: There are no AWS credentials to do this with.\n  next:  Give --profile <name>, or set AWS_PROFILE",
      ),
    });
    expect(existsSync(join(project, ".serverless/receive.zip"))).toBe(false);
    expect(await osls(project, "package", "--stage", "prod")).toContain(
      "Packaged for other tools in .hookbridge/package: hookbridge-prod.\n",
    );
  },
  packagingMs,
);
