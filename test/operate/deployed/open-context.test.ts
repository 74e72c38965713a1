import { afterEach, describe, expect, it, vi } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { openContext } from "../../../src/operate/deployed/open-context.ts";
import { github } from "../../../src/providers/index.ts";
import { type Answers, AwsRefusal, recordedAws } from "./support/recorded-aws.ts";
import { stackAnswers } from "./support/recorded-stack.ts";

const bridge = defineBridge({
  name: "acme",
  buses: {
    events: { archiveDays: 30 },
    central: { arn: "arn:aws:events:us-east-1:444455556666:event-bus/central" },
  },
  sources: { "acme-github": { provider: github, bus: "events", order: "subject" } },
});

const now = () => Date.UTC(2026, 10, 30, 12);

/** Opens a context at a recorded server, and gives back what came of it. */
async function opened(answers: Answers, options: { readonly stage?: string; readonly name?: string } = {}) {
  const aws = await recordedAws(answers);
  for (const [name, value] of Object.entries(aws.variables)) vi.stubEnv(name, value);
  try {
    const context = await openContext({ stage: "dev", name: "acme", write: false, now, ...options });
    context.clients.destroy();
    return context;
  } finally {
    await aws.close();
  }
}

afterEach(() => vi.unstubAllEnvs());

describe("a deployed bridge, with CloudFormation's answers from a recorded server", () => {
  it("is found by its name and stage, with its account, resources, buses and queues", async () => {
    const context = await opened(stackAnswers(bridge, "dev"));
    expect(context).toMatchObject({
      name: "acme",
      stage: "dev",
      stackName: "acme-dev",
      region: "eu-west-1",
      account: "111122223333",
      partition: "aws",
      mayWrite: false,
    });
    expect(context.stack).toMatchObject({
      status: "UPDATE_COMPLETE",
      version: "0.2.0",
      outputs: { HooksUrl: "https://abc123.execute-api.eu-west-1.amazonaws.com/hooks/" },
    });
    expect(context.buses).toEqual([
      {
        name: "events",
        busName: "acme-dev-events",
        arn: "arn:aws:events:eu-west-1:111122223333:event-bus/acme-dev-events",
        region: "eu-west-1",
        account: "111122223333",
        own: true,
        archiveDays: 30,
      },
      {
        name: "central",
        busName: "central",
        arn: "arn:aws:events:us-east-1:444455556666:event-bus/central",
        region: "us-east-1",
        account: "444455556666",
        own: false,
        archiveDays: 0,
      },
    ]);
    expect(context.queues.map(({ name }) => name)).toEqual(["deliveries", "ordered"]);
    expect(context.queues[0]?.deadLetterUrl).toContain("DeadLetterQueue");
    expect(context.stack.resources.get("ReceiveLogGroup")).toEqual({
      type: "AWS::Logs::LogGroup",
      physicalId: "/aws/lambda/acme-dev-receive",
    });
  });

  it("is called by the configuration's name where none is given, and by the default without one", async () => {
    const asked = async (options: object): Promise<unknown> =>
      opened(stackAnswers(bridge, "dev"), options).then(
        ({ stackName }) => stackName,
        ({ message }: Error) => message,
      );
    expect(await asked({ name: undefined, config: bridge })).toBe("acme-dev");
    expect(await asked({ name: undefined })).toBe("There is no stack hookbridge-dev in eu-west-1.");
  });

  it("names the bridges that are there when the stage does not exist", async () => {
    await expect(opened(stackAnswers(bridge, "dev"), { stage: "prod" })).rejects.toMatchObject({
      code: "wrong-use",
      message: "There is no stack acme-prod in eu-west-1.",
      remedy: "Check --stage, --region and --profile. Bridges in eu-west-1 of this account: acme-dev.",
    });
  });

  it("refuses a stack that is no bridge", async () => {
    const answers = { ...stackAnswers(bridge, "dev"), GetTemplate: () => templateAnswer("Resources: {}") };
    await expect(opened(answers)).rejects.toMatchObject({
      code: "wrong-use",
      message: "The stack acme-dev is no bridge, or its template is not JSON.",
    });
  });

  it.each([
    [
      "ExpiredToken",
      "The security token included in the request is expired",
      "The AWS credentials have expired, so it can't read the stack acme-dev in eu-west-1.",
      "aws sso login",
    ],
    [
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      "AWS does not know these credentials, so it can't read the stack acme-dev in eu-west-1.",
      "aws sts get-caller-identity",
    ],
    [
      "AccessDenied",
      "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: cloudformation:DescribeStacks on resource: arn",
      "AWS does not allow these credentials cloudformation:DescribeStacks, so it can't read the stack acme-dev in eu-west-1.",
      "docs/operator-permissions.md",
    ],
  ])("says what to do after %s", async (name, message, sentence, remedy) => {
    const refuse = (): never => {
      throw new AwsRefusal(name, message, 403);
    };
    await expect(opened({ DescribeStacks: refuse })).rejects.toMatchObject({
      code: "aws-failed",
      message: sentence,
      remedy: expect.stringContaining(remedy),
    });
  });
});

const templateAnswer = (body: string): string =>
  `<GetTemplateResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`;

describe("credentials", () => {
  it("that are nowhere are said to be missing", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"])
      vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
    vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
    const asked = openContext({ stage: "dev", region: "eu-west-1", write: false, now });
    await expect(asked).rejects.toMatchObject({
      code: "aws-failed",
      message: "There are no AWS credentials, so it can't read the stack hookbridge-dev in eu-west-1.",
    });
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    await expect(openContext({ stage: "dev", write: false, now })).rejects.toMatchObject({
      code: "wrong-use",
      message: "No AWS region is given, so it can't look for the bridge.",
      remedy: "Add --region, or set AWS_REGION.",
    });
    const other = openContext({ stage: "dev", region: "eu-west-1", profile: "nobody", write: false, now });
    await expect(other).rejects.toMatchObject({
      remedy: expect.stringContaining("aws configure list-profiles"),
    });
  });
});
