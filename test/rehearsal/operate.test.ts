/** The commands of a running bridge against a stack that was deployed to an AWS that is not ours. */
import { rmSync } from "node:fs";
import {
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { messageOf } from "../aws/dead-letters/message-of.ts";
import { type Ended, runHookbridge } from "../cli/support/run-hookbridge.ts";
import { copyProject, oslsWith } from "../stack/packaged/package-fixture.ts";

const endpoint = inject("endpoint");
const region = "us-east-1";
const settings = { endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" }, region };
const variables = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
const sqs = new SQSClient(settings);
const events = new EventBridgeClient(settings);

/** moto gives archives names as long as the stack's, and takes 48 characters. */
const name = `p${Date.now().toString(36)}`;
const busName = `${name}-dev-events`;

/** Behind a REST API: moto's CloudFormation knows no other gateway. */
const config = `
import { defineBridge } from "hookbridge";
import { github, slack } from "hookbridge/providers";
export default defineBridge({
  name: "${name}", buses: { events: { archiveDays: 3 } },
  sources: { "acme-github": { provider: github, bus: "events" }, "acme-slack": { provider: slack, bus: "events" } },
  deployment: { frontDoor: { kind: "rest-api" } },
});`;
const project = copyProject(config);

const osls = (command: string): Promise<string> =>
  oslsWith(variables, project, command, "--stage", "dev", "--region", region);

function hookbridge(...words: readonly string[]): Ended & { readonly json: () => never } {
  const ended = runHookbridge([...words, "--stage", "dev", "--region", region, "--json"], {
    cwd: project,
    env: { ...variables, NO_COLOR: "1" },
  });
  return {
    ...ended,
    json() {
      if (ended.out === "") throw new Error(ended.err);
      return JSON.parse(ended.out) as never;
    },
  };
}

interface DoctorAnswer {
  readonly checks: readonly { readonly check: string; readonly result: string; readonly why?: string }[];
  readonly findings: readonly { readonly check: string; readonly text: string; readonly command?: string }[];
}

let deadLetterUrl: string;
let queueUrl: string;
beforeAll(async () => {
  await osls("deploy");
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${name}-dev` }));
  deadLetterUrl = QueueUrls.find((url) => url.includes("-DeadLetterQueue-")) ?? "";
  queueUrl = QueueUrls.find((url) => url.includes("-DeliveryQueue-")) ?? "";
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const park = (id: string, code: string): Promise<unknown> => {
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  return sqs.send(
    new SendMessageCommand({
      QueueUrl: deadLetterUrl,
      MessageBody: messageOf(id),
      MessageAttributes: { code: attribute(code), reason: attribute("why") },
    }),
  );
};

it("dead letters are listed, counted, and sent back by their code; what is sent has no attributes", async () => {
  await park("1", "event-invalid");
  await park("2", "source-removed");
  const list = hookbridge("dead-letters", "list");
  expect(list.json()).toMatchObject({ total: 2, read: { complete: true } });
  const dry = hookbridge("dead-letters", "redrive", "--code", "event-invalid", "--dry-run");
  expect(dry.json()).toMatchObject({ matched: 1, done: 0, passedOver: 1 });
  const done = hookbridge("dead-letters", "redrive", "--code", "event-invalid", "--yes");
  expect(done.json()).toMatchObject({ matched: 1, done: 1, failed: 0 });
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MessageAttributeNames: ["All"], WaitTimeSeconds: 1 }),
  );
  expect(Messages.map(({ Body }) => Body)).toEqual([messageOf("1")]);
  expect(Messages[0]?.MessageAttributes ?? {}).toEqual({});
  expect(hookbridge("dead-letters", "list").json()).toMatchObject({ items: [{ code: "source-removed" }] });
});

it("a rule on a bus is a subscription; without one of Lambda's readers its rule is paused", async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-consumer` }));
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const EventPattern = '{"source":["com.github"]}';
  await events.send(new PutRuleCommand({ Name: "consumer", EventBusName: busName, EventPattern }));
  const Targets = [{ Id: "queue", Arn: Attributes.QueueArn }];
  await events.send(new PutTargetsCommand({ Rule: "consumer", EventBusName: busName, Targets }));
  expect(hookbridge("subscriptions", "list").json()).toMatchObject([
    { name: "consumer", bus: "events", state: "healthy", pattern: EventPattern, backlog: 0, hasQueue: false },
  ]);
  expect(hookbridge("subscriptions", "pause", "consumer", "--yes").json()).toMatchObject({ state: "paused" });
  expect(hookbridge("subscriptions", "resume", "consumer").json()).toMatchObject({ state: "healthy" });
});

it("a replay needs an archive, and says what is known of it before it starts", async () => {
  const { Archives = [] } = await events.send(new ListArchivesCommand({}));
  expect(Archives.map(({ EventSourceArn }) => EventSourceArn?.endsWith(busName))).toContain(true);
  const to = new Date(Date.now() - 3_600_000).toISOString();
  const from = new Date(Date.now() - 7_200_000).toISOString();
  const dry = hookbridge("replay", "--bus", "events", "--from", from, "--to", to, "--dry-run");
  expect(dry.json()).toMatchObject({ events: null, note: expect.stringContaining("does not count") });
  const late = new Date().toISOString();
  expect(hookbridge("replay", "--bus", "events", "--from", from, "--to", late, "--dry-run")).toMatchObject({
    code: 2,
    err: expect.stringContaining("ten minutes late"),
  });
});

it("chosen events of a time are sent to one subscription again, and the temporary rule and queue go", async () => {
  const Time = new Date(Date.now() - 5_400_000);
  const entry = (type: string) => ({
    ...{ EventBusName: busName, Source: "com.github", DetailType: type, Time },
    Detail: JSON.stringify({ id: type, type, bridgesource: "acme-github" }),
  });
  await events.send(new PutEventsCommand({ Entries: [entry("com.github.push"), entry("com.github.ping")] }));
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${name}-consumer` }));
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  const to = new Date(Date.now() - 3_600_000).toISOString();
  const from = new Date(Date.now() - 7_200_000).toISOString();
  const range = ["--bus", "events", "--from", from, "--to", to, "--subscription", "consumer"];
  const replayed = hookbridge("replay", ...range, "--type", "com.github.push");
  expect(replayed.json()).toMatchObject({ events: 1 });
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  // moto replays to all rules whatever FilterArns says: one of each is from that, the second push from the temporary rule.
  const types = Messages.map(({ Body = "" }) => JSON.parse(Body).detail.type).sort();
  expect(types).toEqual(["com.github.ping", "com.github.push", "com.github.push"]);
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: busName }));
  expect(Rules.filter(({ Name }) => Name?.startsWith("hookbridge-"))).toEqual([]);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "hookbridge-replay-" }));
  expect(QueueUrls).toEqual([]);
});

it("the doctor names secrets, dead letters and rules; a check that AWS refuses does not stop the others", async () => {
  await new SSMClient(settings).send(
    new PutParameterCommand({ Name: `/${name}/dev/gone`, Value: "x", Type: "SecureString" }),
  );
  const doctor = hookbridge("doctor");
  expect(doctor.code).toBe(1);
  const { checks, findings }: DoctorAnswer = doctor.json();
  const texts = (check: string): readonly string[] =>
    findings.filter((finding) => finding.check === check).map(({ text }) => text);
  expect(texts("secrets")).toEqual([
    expect.stringContaining("acme-github: It has no secret"),
    expect.stringContaining("acme-slack: It has no secret"),
  ]);
  expect(texts("dead-letters")).toEqual([
    expect.stringContaining("1 dead letter of acme-github in deliveries"),
  ]);
  expect(texts("rules")).toEqual([
    expect.stringContaining("consumer on the bus events has no dead-letter queue"),
  ]);
  // moto's CloudFormation makes no alarms.
  expect(texts("alarms")).toEqual([expect.stringContaining("The stack has no alarms")]);
  expect(texts("orphans")).toEqual([expect.stringContaining(`The secret /${name}/dev/gone is left over`)]);
  // moto has no queries of Logs Insights with answers of its own; what it lacks is a check that failed, and a finding.
  const failed = checks.filter(({ result }) => result === "failed").map(({ check }) => check);
  expect(texts("stack")).toEqual([]);
  expect(failed).not.toContain("orphans");
  expect(checks.map(({ check }) => check)).toHaveLength(18);
});

it("after the removal of the stack, the doctor names what it has left", async () => {
  await osls("remove");
  const doctor = hookbridge("doctor");
  expect(doctor.code).toBe(1);
  const { findings }: DoctorAnswer = doctor.json();
  const left = findings.map(({ text }) => /^The (\w+) /.exec(text)?.[1]);
  expect(new Set(left)).toEqual(new Set(["secret", "queue", "table", "bucket", "bus", "archive"]));
  expect(findings.every(({ command }) => command?.startsWith("aws "))).toBe(true);
});
