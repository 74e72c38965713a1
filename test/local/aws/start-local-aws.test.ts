import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test, vi } from "vitest";
import { makeClients } from "../../../src/local/aws/clients.ts";
import { localAccount, startLocalAws } from "../../../src/local/aws/start-local-aws.ts";

test("an event for a queue that does not exist goes to the dead-letter queue at once", async () => {
  const region = "us-east-1";
  const servers = await startLocalAws(mkdtempSync(join(tmpdir(), "hookbridge-")), region, Date.now);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const clients = makeClients({ endpoints: servers.endpoints, region, embedded: true, credentials });
  vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: "dead" }));
  const queueArn = (name: string) => `arn:aws:sqs:${region}:${localAccount}:${name}`;
  await clients.eventbridge.send(
    new PutRuleCommand({ Name: "all", EventPattern: '{"source":["com.acme"]}' }),
  );
  const target = { Id: "gone", Arn: queueArn("gone"), DeadLetterConfig: { Arn: queueArn("dead") } };
  await clients.eventbridge.send(new PutTargetsCommand({ Rule: "all", Targets: [target] }));
  const event = { Source: "com.acme", DetailType: "invoice.paid", Detail: '{"id":90071992547409931}' };
  await clients.eventbridge.send(new PutEventsCommand({ Entries: [event] }));

  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MessageAttributeNames: ["All"],
    WaitTimeSeconds: 10,
  });
  const { Messages: [letter] = [] } = await clients.sqs.send(receive);
  expect(letter?.Body).toContain('"detail":{"id":90071992547409931}');
  expect(letter?.MessageAttributes).toMatchObject({
    RULE_ARN: { DataType: "String", StringValue: `arn:aws:events:${region}:${localAccount}:rule/all` },
    TARGET_ARN: { StringValue: queueArn("gone") },
    ERROR_CODE: { StringValue: "NO_RESOURCE" },
    ERROR_MESSAGE: { StringValue: expect.stringMatching(/./) },
    RETRY_ATTEMPTS: { StringValue: "0" },
  });
  expect(letter?.MessageAttributes).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
  vi.restoreAllMocks();
  clients.close();
  await servers.close();
}, 30_000);
