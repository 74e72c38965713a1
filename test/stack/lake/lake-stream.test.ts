import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { lakeResources } from "../../../src/stack/lake/lake.ts";
import type { Properties } from "../../../src/stack/template.ts";
import { isAllowed } from "../../support/simulated.ts";
import { account, arn, keyPolicy, region } from "../support/permissions.ts";
import { sources } from "../support/stack-of.ts";
import { resolveValue } from "../support/template-values.ts";

const key = arn("kms", "key/0b7c0b7c-0b7c-4b7c-8b7c-0b7c0b7c0b7c");
const buses = { events: { lake: { days: 30 } }, people: { lake: { days: 30 } } } as const;
const resources = lakeResources(
  deploymentOf(defineBridge({ buses, sources, deployment: { encryptionKey: key } }), "prod"),
);

/** ARNs that CloudFormation would give. */
function arnOfResource(id: string): string {
  if (id.endsWith("Bucket")) return `arn:aws:s3:::${id.toLowerCase()}`;
  if (id.endsWith("Stream")) return arn("firehose", `deliverystream/${id}`);
  if (id.endsWith("DeadLetters")) return arn("sqs", id);
  return arn("events", `rule/hookbridge-prod-${id.startsWith("Events") ? "events" : "people"}/${id}`);
}
const resolved = (value: Properties[string]): Promise<unknown> =>
  resolveValue(value, {
    account,
    region,
    resource: async (id) => ({ ref: id, attributes: { Arn: arnOfResource(id) } }),
  });
const propertiesOf = (id: string): Properties => resources[id]?.Properties ?? {};

/** Whether a role of the lake may do something. */
async function lakeRoleMay(
  role: string,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const policies = (await resolved(propertiesOf(role).Policies)) as readonly {
    readonly PolicyDocument: unknown;
  }[];
  return isAllowed({
    principal: `arn:aws:iam::${account}:role/${role}`,
    action,
    resource,
    context,
    identityPolicies: policies.map(({ PolicyDocument }) => PolicyDocument),
    ...(action.startsWith("kms:") && { resourcePolicy: keyPolicy }),
  });
}

const bucket = arnOfResource("EventsLakeBucket");
const others = arnOfResource("PeopleLakeBucket");

describe("the role of the stream", () => {
  it.each([
    ["s3:GetBucketLocation", bucket],
    ["s3:ListBucket", bucket],
    ["s3:ListBucketMultipartUploads", bucket],
    ["s3:PutObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:PutObject", `${bucket}/failed/processing-failed/day=2026-11-30/1`],
    ["s3:AbortMultipartUpload", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:GetObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:GetObject", `${bucket}/failed/processing-failed/day=2026-11-30/1`],
  ])("may %s on %s", async (action, resource) => {
    expect(await lakeRoleMay("EventsLakeStreamRole", action, resource)).toBe(true);
  });

  it.each([
    ["s3:PutObject", `${bucket}/results/1.csv`],
    ["s3:GetObject", `${bucket}/results/1.csv`],
    ["s3:PutObject", `${others}/events/day=2026-11-30/1.gz`],
    ["s3:ListBucket", others],
    ["s3:DeleteObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:PutBucketPolicy", bucket],
    ["sqs:SendMessage", arnOfResource("EventsLakeDeadLetters")],
    ["firehose:PutRecord", arnOfResource("EventsLakeStream")],
  ])("may not %s on %s", async (action, resource) => {
    expect(await lakeRoleMay("EventsLakeStreamRole", action, resource)).toBe(false);
  });

  it("may use the key for S3 alone", async () => {
    const through = (service: string) =>
      lakeRoleMay("EventsLakeStreamRole", "kms:GenerateDataKey", key, {
        "kms:ViaService": `${service}.${region}.amazonaws.com`,
      });
    expect([await through("s3"), await through("ssm"), await through("sqs")]).toEqual([true, false, false]);
  });
});

describe("the role of the rule", () => {
  it("may put records into its own stream, and nothing else", async () => {
    const may = (action: string, stream: string) =>
      lakeRoleMay("EventsLakeRuleRole", action, arnOfResource(stream));
    expect(await may("firehose:PutRecord", "EventsLakeStream")).toBe(true);
    expect(await may("firehose:PutRecordBatch", "EventsLakeStream")).toBe(true);
    expect(await may("firehose:PutRecord", "PeopleLakeStream")).toBe(false);
    expect(await may("firehose:DeleteDeliveryStream", "EventsLakeStream")).toBe(false);
    expect(await lakeRoleMay("EventsLakeRuleRole", "s3:PutObject", `${bucket}/events/1`)).toBe(false);
  });
});

/** Whether a service may assume a role. */
const mayAssume = async (role: string, service: string, rule: string): Promise<boolean> =>
  isAllowed({
    principal: service,
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${account}:role/${role}`,
    context: { "aws:SourceArn": rule, "aws:SourceAccount": account },
    resourcePolicy: await resolved(propertiesOf(role).AssumeRolePolicyDocument),
  });

describe("who may be whom", () => {
  const rule = arnOfResource("EventsLakeRule");
  const rulesOfOthers = arnOfResource("PeopleLakeRule");

  it("the stream's role is Firehose's alone, the rule's is EventBridge's for rules of its bus alone", async () => {
    expect(await mayAssume("EventsLakeStreamRole", "firehose.amazonaws.com", rule)).toBe(true);
    expect(await mayAssume("EventsLakeStreamRole", "events.amazonaws.com", rule)).toBe(false);
    expect(await mayAssume("EventsLakeRuleRole", "events.amazonaws.com", rule)).toBe(true);
    expect(await mayAssume("EventsLakeRuleRole", "events.amazonaws.com", rulesOfOthers)).toBe(false);
    expect(await mayAssume("EventsLakeRuleRole", "firehose.amazonaws.com", rule)).toBe(false);
  });

  it("the dead-letter queue takes events of the lake's rule alone, and over TLS alone", async () => {
    const resourcePolicy = await resolved(propertiesOf("EventsLakeDeadLettersPolicy").PolicyDocument);
    const maySend = (source: string, tls = "true", principal = "events.amazonaws.com"): Promise<boolean> =>
      isAllowed({
        principal,
        action: "sqs:SendMessage",
        resource: arnOfResource("EventsLakeDeadLetters"),
        context: { "aws:SourceArn": source, "aws:SourceAccount": account, "aws:SecureTransport": tls },
        resourcePolicy,
      });
    expect(await maySend(rule)).toBe(true);
    expect(await maySend(rulesOfOthers)).toBe(false);
    expect(await maySend(rule, "false")).toBe(false);
    expect(await maySend(rule, "true", "sns.amazonaws.com")).toBe(false);
  });
});
