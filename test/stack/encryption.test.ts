import { describe, expect, it } from "vitest";
import { arns } from "./support/configs.ts";
import { arn, bufferedStack, may, region } from "./support/permissions.ts";
import { properties, stackOf } from "./support/stack-of.ts";

it("encryptionKey encrypts queues, bucket, table and topic, and the functions may use it", () => {
  const stack = stackOf({ encryptionKey: arns.key });
  for (const id of ["DeliveryQueue", "DeadLetterQueue", "ClaimBucket", "Ledger", "AlarmTopic"])
    expect(JSON.stringify(properties(stack, id)), id).toContain(arns.key);
  for (const id of ["ReceiveRole", "PublishRole"])
    expect(JSON.stringify(properties(stack, id)), id).toContain('"kms:GenerateDataKey","kms:Decrypt"');
});

describe("encryptionKey", () => {
  const bus = { archiveDays: 3, log: "trace" } as const;
  const stack = stackOf({ encryptionKey: arns.key }, bus);

  it("encrypts buses, archives and log groups, those of the functions too", () => {
    for (const id of ["EventsBus", "EventsBusArchive"])
      expect(properties(stack, id), id).toMatchObject({ KmsKeyIdentifier: arns.key });
    for (const id of ["BusLogGroup", "HttpApiLogGroup"])
      expect(properties(stack, id), id).toMatchObject({ KmsKeyId: arns.key });
    for (const id of ["ReceiveLogGroup", "PublishLogGroup"])
      expect(stack.template.extensions?.[id]).toEqual({ Properties: { KmsKeyId: arns.key } });
  });

  it("gives buses a dead-letter queue, into which only they and their rules may put events", () => {
    expect(properties(stack, "EventsBus")).toMatchObject({
      DeadLetterConfig: { Arn: { "Fn::GetAtt": ["BusDeadLetterQueue", "Arn"] } },
    });
    expect(properties(stack, "BusDeadLetterQueue")).toMatchObject({ KmsMasterKeyId: arns.key });
    const policy = JSON.stringify(properties(stack, "BusDeadLetterQueuePolicy"));
    expect(policy).toContain('{"aws:SourceArn":[{"Fn::GetAtt":["EventsBus","Arn"]},');
    expect(policy).toContain(":rule/hookbridge-prod-events/*");
    expect(properties(stack, "BusDeadLettersAlarm")).toMatchObject({ Namespace: "AWS/SQS" });
  });

  it("makes no dead-letter queue for buses where all of them are others'", () => {
    const existing = stackOf({ encryptionKey: arns.key }, { arn: arns.central });
    const left = Object.keys(existing.template.Resources).filter((id) => /^(Oldest)?BusDead/.test(id));
    expect(left).toEqual([]);
  });

  it("is nowhere without it", () => {
    const plain = stackOf({}, bus);
    expect(JSON.stringify(plain.template)).not.toMatch(/Kms|BusDeadLetter/);
  });
});

describe("the deployment's own key", () => {
  const key = arn("kms", "key/1");
  const template = bufferedStack({ encryptionKey: key });
  const services = ["sqs", "s3", "dynamodb", "ssm", "secretsmanager", "events", "logs"];
  const usedThrough = async (role: string, action: string): Promise<readonly string[]> => {
    const tried = services.map(async (service) => {
      const conditionKeys = { "kms:ViaService": `${service}.${region}.amazonaws.com` };
      return (await may(template, { role, action, resource: key, conditionKeys })) ? [service] : [];
    });
    return (await Promise.all(tried)).flat();
  };

  it.each([
    ["ReceiveRole", ["sqs", "s3"]],
    ["PublishRole", ["sqs", "s3", "dynamodb"]],
    ["BufferRole", ["sqs"]],
  ])("%s may use it only through %j", async (role, used) => {
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      expect(await usedThrough(role, action)).toEqual(used);
      expect(await may(template, { role, action, resource: key })).toBe(false);
    }
  });
});
