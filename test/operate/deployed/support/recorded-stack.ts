/** CloudFormation's answers for a stack that was really built of a configuration. */
import type { Bridge } from "../../../../src/config/define-bridge.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { ids } from "../../../../src/stack/deployment.ts";
import { packageKey } from "../../../../src/stack/plain/plain-package.ts";
import { type Answers, AwsRefusal } from "./recorded-aws.ts";

const region = "eu-west-1";
const account = "111122223333";

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const answerXml = (operation: string, inner: string): string =>
  `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${operation}Result>${inner}</${operation}Result><ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata></${operation}Response>`;

/** What CloudFormation calls a resource, by its type. */
function physicalIdOf(type: string, id: string, stackName: string, url: string): string {
  switch (type) {
    case "AWS::SQS::Queue":
      return `${url}/${account}/${stackName}-${id}-1A2B3C`;
    case "AWS::Logs::LogGroup":
      return `/aws/lambda/${stackName}-${id === ids.receiveLogs ? "receive" : "publish"}`;
    case "AWS::CloudWatch::Alarm":
      return `${stackName}-${id}-1A2B3C`;
    default:
      return `${stackName}-${id.toLowerCase()}`;
  }
}

/** The template as osls compiles it, as far as the operator's side reads it. */
function templateOf(
  bridge: Bridge,
  stage: string,
): Readonly<Record<string, unknown>> & {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
} {
  const stack = buildStack(bridge, stage);
  const lambda = {
    Type: "AWS::Lambda::Function",
    Properties: { Environment: { Variables: stack.environment } },
  };
  const logs = { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: stack.logDays } };
  return {
    Metadata: { ...stack.template.Metadata, [packageKey]: { version: "0.2.0", events: "a", code: {} } },
    Resources: {
      ...stack.template.Resources,
      [ids.receive]: lambda,
      [ids.publish]: lambda,
      [ids.receiveLogs]: logs,
      [ids.publishLogs]: logs,
    },
  };
}

/** Answers of CloudFormation for one deployed stack. Other names do not exist, as CloudFormation says it. */
export function stackAnswers(bridge: Bridge, stage: string): Answers {
  const stackName = `${bridge.name}-${stage}`;
  const template = templateOf(bridge, stage);
  const description = `<member><StackName>${stackName}</StackName><StackId>arn:aws:cloudformation:${region}:${account}:stack/${stackName}/5b2c</StackId><StackStatus>UPDATE_COMPLETE</StackStatus><CreationTime>2026-11-01T10:00:00.000Z</CreationTime><LastUpdatedTime>2026-11-20T10:00:00.000Z</LastUpdatedTime><Tags><member><Key>hookbridge:deployment</Key><Value>${bridge.name}</Value></member></Tags><Outputs><member><OutputKey>HooksUrl</OutputKey><OutputValue>https://abc123.execute-api.${region}.amazonaws.com/hooks/</OutputValue></member></Outputs></member>`;
  const known = (name: unknown): void => {
    if (name !== stackName)
      throw new AwsRefusal("ValidationError", `Stack with id ${String(name)} does not exist`);
  };
  return {
    DescribeStacks({ StackName }) {
      if (StackName !== undefined) known(StackName);
      return answerXml("DescribeStacks", `<Stacks>${description}</Stacks>`);
    },
    GetTemplate({ StackName }) {
      known(StackName);
      return answerXml("GetTemplate", `<TemplateBody>${escapeXml(JSON.stringify(template))}</TemplateBody>`);
    },
    ListStackResources({ StackName, NextToken }, url) {
      known(StackName);
      const all = Object.entries(template.Resources);
      // AWS gives a hundred a page; fewer here, so that pages are read.
      const start = Number(NextToken ?? 0);
      const members = all
        .slice(start, start + 20)
        .map(
          ([id, { Type }]) =>
            `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${physicalIdOf(Type, id, stackName, url)}</PhysicalResourceId><ResourceType>${Type}</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus><LastUpdatedTimestamp>2026-11-20T10:00:00.000Z</LastUpdatedTimestamp></member>`,
        );
      const next = start + 20 < all.length ? `<NextToken>${start + 20}</NextToken>` : "";
      return answerXml(
        "ListStackResources",
        `<StackResourceSummaries>${members.join("")}</StackResourceSummaries>${next}`,
      );
    },
  };
}
