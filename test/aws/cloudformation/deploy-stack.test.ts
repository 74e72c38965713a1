import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { afterEach, describe, expect, it } from "vitest";
import { deployStack, removeStack } from "../../../src/aws/cloudformation/deploy-stack.ts";
import {
  type Answers,
  AwsRefusal,
  type RecordedAws,
  recordedAws,
} from "../../operate/deployed/support/recorded-aws.ts";

const stackName = "hooks-dev-consumers";
const deployment = {
  stackName,
  changeSetName: "hookbridge-1",
  templateUrl: "https://bucket.s3.eu-west-1.amazonaws.com/template.json",
  parameters: { ArtifactBucket: "bucket" },
  capabilities: ["CAPABILITY_IAM"],
  tags: {},
};
const patience = { everyMs: 1, mostMs: 20 };

const answer = (operation: string, inner: string): string =>
  `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${operation}Result>${inner}</${operation}Result></${operation}Response>`;
const described = (status: string): string =>
  answer(
    "DescribeStacks",
    `<Stacks><member><StackName>${stackName}</StackName><StackStatus>${status}</StackStatus></member></Stacks>`,
  );
const gone = (): never => {
  throw new AwsRefusal("ValidationError", `Stack with id ${stackName} does not exist`);
};
const failing = answer(
  "DescribeStackEvents",
  `<StackEvents>
    <member><LogicalResourceId>BuildsRule</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>Resource creation cancelled</ResourceStatusReason></member>
    <member><LogicalResourceId>BuildsRole</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>no iam:CreateRole</ResourceStatusReason></member>
    <member><LogicalResourceId>${stackName}</LogicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>CREATE_IN_PROGRESS</ResourceStatus></member>
    <member><LogicalResourceId>Older</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus></member>
  </StackEvents>`,
);

let aws: RecordedAws | undefined;
afterEach(async () => aws?.close());

interface Story {
  /** States of the stack, one for each time that it is asked for; the last one stays. "gone" is none. */
  readonly states: readonly string[];
  /** What becomes of the change set, and why. */
  readonly changeSet?: readonly [status: string, reason: string];
  readonly more?: Answers;
}

/** CloudFormation as it would answer, and a client of it. */
async function cloudFormation({ states, changeSet = ["CREATE_COMPLETE", ""], more }: Story) {
  const left = [...states];
  aws = await recordedAws({
    DescribeStacks: () => {
      const state = left.length > 1 ? left.shift() : left[0];
      return state === undefined || state === "gone" ? gone() : described(state);
    },
    CreateChangeSet: () => answer("CreateChangeSet", "<Id>arn:set</Id>"),
    DescribeChangeSet: () =>
      answer(
        "DescribeChangeSet",
        `<Status>${changeSet[0]}</Status><StatusReason>${changeSet[1]}</StatusReason><ExecutionStatus>EXECUTE_COMPLETE</ExecutionStatus>`,
      ),
    DeleteChangeSet: () => answer("DeleteChangeSet", ""),
    ExecuteChangeSet: () => answer("ExecuteChangeSet", ""),
    DeleteStack: () => answer("DeleteStack", ""),
    DescribeStackEvents: () => failing,
    ...more,
  });
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return new CloudFormationClient({ endpoint: aws.url, region: "eu-west-1", credentials, maxAttempts: 1 });
}

const did = (): readonly string[] => (aws?.calls ?? []).map(({ operation }) => operation);
const changeSetType = (): unknown =>
  aws?.calls.find(({ operation }) => operation === "CreateChangeSet")?.input.ChangeSetType;

describe("a deployment", () => {
  it.each([
    ["gone", "CREATE", "created"],
    ["REVIEW_IN_PROGRESS", "CREATE", "created"],
    ["UPDATE_COMPLETE", "UPDATE", "updated"],
    ["UPDATE_ROLLBACK_COMPLETE", "UPDATE", "updated"],
  ])("of a stack that is %s is a %s", async (before, type, result) => {
    const client = await cloudFormation({ states: [before, "UPDATE_COMPLETE"] });
    expect(await deployStack(client, deployment, patience)).toBe(result);
    expect(changeSetType()).toBe(type);
    expect(did()).not.toContain("DeleteStack");
  });

  it("waits for a change that is under way", async () => {
    const states = ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE"];
    const client = await cloudFormation({ states });
    expect(await deployStack(client, deployment, patience)).toBe("updated");
  });

  it.each(["ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"])(
    "of a stack that is %s removes it first",
    async (before) => {
      const client = await cloudFormation({ states: [before, before, "gone", "CREATE_COMPLETE"] });
      expect(await deployStack(client, deployment, patience)).toBe("created");
      expect(changeSetType()).toBe("CREATE");
      expect(did().indexOf("DeleteStack")).toBeLessThan(did().indexOf("CreateChangeSet"));
    },
  );

  it.each([
    ["UPDATE_ROLLBACK_FAILED", "continue-update-rollback"],
    ["UPDATE_FAILED", "rollback-stack"],
  ])("of a stack that is %s says why, and how it is freed", async (before, command) => {
    const client = await cloudFormation({ states: [before] });
    await expect(deployStack(client, deployment, patience)).rejects.toMatchObject({
      code: "aws-failed",
      message: `${stackName} is in the state ${before}, in which it can't be deployed: BuildsRole: no iam:CreateRole`,
      remedy: expect.stringContaining(`aws cloudformation ${command} --stack-name ${stackName}.`),
    });
    expect(did()).not.toContain("CreateChangeSet");
  });

  it.each([
    "The submitted information didn't contain changes. Submit different information to create a change set.",
    "No updates are to be performed.",
  ])("that changes nothing leaves the stack alone: %s", async (reason) => {
    const client = await cloudFormation({ states: ["UPDATE_COMPLETE"], changeSet: ["FAILED", reason] });
    expect(await deployStack(client, deployment, patience)).toBe("unchanged");
    expect(did()).toContain("DeleteChangeSet");
    expect(did()).not.toContain("ExecuteChangeSet");
  });

  it("whose change set fails says CloudFormation's reason, and removes the change set", async () => {
    const client = await cloudFormation({
      states: ["UPDATE_COMPLETE"],
      changeSet: ["FAILED", "Template error: unresolved"],
    });
    await expect(deployStack(client, deployment, patience)).rejects.toMatchObject({
      code: "aws-failed",
      message: `CloudFormation refuses ${stackName}: Template error: unresolved`,
    });
    expect(did()).toContain("DeleteChangeSet");
  });

  it("that is rolled back says the reason of the first resource that failed, and not of former changes", async () => {
    const client = await cloudFormation({ states: ["gone", "ROLLBACK_COMPLETE"] });
    await expect(deployStack(client, deployment, patience)).rejects.toMatchObject({
      code: "aws-failed",
      message: `${stackName} could not be deployed (ROLLBACK_COMPLETE): BuildsRole: no iam:CreateRole`,
    });
  });

  it("that never ends says so", async () => {
    const client = await cloudFormation({ states: ["UPDATE_IN_PROGRESS"] });
    await expect(deployStack(client, deployment, patience)).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining(`The change under way of ${stackName} takes longer than`),
    });
  });
});

describe("a removal", () => {
  it("of no stack does nothing", async () => {
    const client = await cloudFormation({ states: ["gone"] });
    expect(await removeStack(client, stackName, patience)).toBe(false);
    expect(did()).toEqual(["DescribeStacks"]);
  });

  it("waits until the stack is gone", async () => {
    const client = await cloudFormation({ states: ["CREATE_COMPLETE", "DELETE_IN_PROGRESS", "gone"] });
    expect(await removeStack(client, stackName, patience)).toBe(true);
  });

  it("that fails says why", async () => {
    const client = await cloudFormation({ states: ["CREATE_COMPLETE", "DELETE_FAILED"] });
    await expect(removeStack(client, stackName, patience)).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining(`${stackName} could not be removed: BuildsRole: no iam:CreateRole`),
    });
  });
});
