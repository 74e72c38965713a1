/** The packaged bridge with its queues in ElasticMQ and everything else in moto. */
import { createHmac, randomUUID } from "node:crypto";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Cloud, makeClients } from "../../src/local/aws/clients.ts";
import { carriesDeliveries } from "../stack/packaged/carry-delivery.ts";
import { type Call, type DeployedBridge, deployBridge } from "../stack/packaged/deployed-bridge.ts";
import { type MadeTemplate, makeTemplate } from "../stack/packaged/made-template.ts";
import { type Package, packageBridge, packagingMs } from "../stack/packaged/package-fixture.ts";
import { watchBus } from "../stack/packaged/watched-bus.ts";
import { configs } from "../stack/support/configs.ts";
import { fixturesOf } from "../support/fixtures.ts";

const endpoint = inject("endpoint");
const account = "123456789012";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
/** Its EventBridge delivers to its own queues only, so buses are watched here. */
const moto: Cloud = {
  endpoints: { sqs: endpoint, s3: endpoint, dynamodb: endpoint, eventbridge: endpoint, ssm: endpoint },
  region: "us-east-1",
  embedded: false,
  credentials,
};
const mixed: Cloud = { ...moto, endpoints: { ...moto.endpoints, sqs: inject("queues") } };
const inMoto = makeClients(moto);
const clients = makeClients(mixed);
afterAll(() => {
  inMoto.close();
  clients.close();
});

/** The usual configuration under another name: what is made stays on an endpoint that lasts. GitHub's deliveries are in order. */
const config = configs.usual
  .replace("defineBridge({", `defineBridge({ name: "queues-${Date.now().toString(36)}",`)
  .replace(
    '"acme-slack"',
    '"in-order": { provider: github, bus: "payments", order: "subject" },\n    "acme-slack"',
  );

/** The secret that carriesDeliveries stores. */
const [secret = ""] = fixturesOf("github").find(({ name }) => name === "issue-opened")?.secrets ?? [];

function signed(source: string, body: string): Call {
  const headers = {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return { source, headers, body: Buffer.from(body) };
}

let made: Package;
beforeAll(async () => {
  made = await packageBridge(config);
}, packagingMs);
afterAll(() => made?.remove());

describe("the bridge with queues in ElasticMQ", () => {
  let bridge: DeployedBridge;
  beforeAll(async () => {
    bridge = await deployBridge(made, clients, mixed, account);
  });
  afterAll(() => bridge?.close());

  carriesDeliveries(() => ({ bridge, clients: inMoto, cloud: moto }));

  it("sends no message over 1 MiB, which is refused here to the byte", async () => {
    for (const size of [770_000, 779_000, 779_500, 780_000, 786_000, 786_432, 787_000]) {
      const start = `{"action":"opened","size":${size},"filler":"`;
      const body = `${start}${"x".repeat(size - start.length - 2)}"}`;
      expect([size, (await bridge.call(signed("acme-github", body))).statusCode]).toEqual([size, 200]);
    }
    expect(bridge.log.filter(({ code }) => code === "queue-failed")).toEqual([]);
  });

  it("keeps the order of each subject through a FIFO queue", async () => {
    await bridge.putSecret("in-order", secret);
    const bus = `${bridge.variables.HOOKBRIDGE_BUS_PREFIX}payments`;
    const watched = await watchBus(bus, inMoto, moto);
    const issues = [1, 2, 3];
    const places = [0, 1, 2, 3, 4];
    for (const place of places)
      for (const number of issues) {
        const body = JSON.stringify({ action: "edited", issue: { number }, place });
        expect(await bridge.call(signed("in-order", body))).toMatchObject({ statusCode: 200 });
      }
    const seen: { readonly subject: unknown; readonly place: unknown }[] = [];
    while (seen.length < issues.length * places.length) {
      const detail = (await watched.next(20))?.detail;
      if (!detail) break;
      seen.push({ subject: detail.subject, place: (detail.data as { place: number }).place });
    }
    for (const number of issues)
      expect(seen.filter(({ subject }) => subject === String(number)).map(({ place }) => place)).toEqual(
        places,
      );
  });

  it("parks what can never be published, with the reason in attributes", async () => {
    const { ref } = await bridge.made.resource("DeliveryQueue");
    const MessageBody = '{"v":99}';
    await clients.sqs.send(
      new SendMessageCommand({ QueueUrl: ref, MessageBody, MessageGroupId: "acme-github" }),
    );
    const letters = await bridge.made.resource("DeadLetterQueue");
    const [letter] = await received(letters.ref, 20);
    expect(letter?.Body).toBe(MessageBody);
    expect(letter?.MessageAttributes).toMatchObject({ code: { StringValue: "message-unreadable" } });
    expect(letter?.MessageAttributes?.reason?.StringValue).toContain("version 99");
  });
});

/** Up to ten messages of a queue, with all that SQS says of them. */
async function received(QueueUrl: string, WaitTimeSeconds = 0): Promise<readonly Message[]> {
  const all = { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All" as const] };
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds, ...all });
  return (await clients.sqs.send(command)).Messages ?? [];
}

describe("the template's queues in ElasticMQ, with nobody who reads them", () => {
  let resources: MadeTemplate;
  beforeAll(async () => {
    // Another name: the queues above have readers.
    const template = JSON.parse(JSON.stringify(made.template).replaceAll("queues-", "quiet-"));
    resources = await makeTemplate(template, { stackName: "quiet", clients, cloud: mixed, account });
  });
  const url = async (id: string): Promise<string> => (await resources.resource(id)).ref;
  const backNow = (QueueUrl: string, { ReceiptHandle }: Message): Promise<unknown> =>
    clients.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

  it("a message of a FIFO group holds back the later ones of its group, and no others", async () => {
    const QueueUrl = await url("OrderedQueue");
    for (const [MessageGroupId, MessageBody] of [
      ["a", "a1"],
      ["a", "a2"],
      ["b", "b1"],
    ]) {
      const MessageDeduplicationId = MessageBody;
      await clients.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, MessageDeduplicationId }),
      );
    }
    const one = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 });
    const next = async (): Promise<Message | undefined> => (await clients.sqs.send(one)).Messages?.[0];
    const first = await next();
    const second = await next();
    expect([first?.Body, second?.Body, (await next())?.Body]).toEqual(["a1", "b1", undefined]);
    if (!first || !second) throw new Error("There is no first or second message.");
    await backNow(QueueUrl, first);
    const again = await next();
    expect(again?.Body).toBe("a1");
    for (const { ReceiptHandle } of [again ?? first, second])
      await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect((await next())?.Body).toBe("a2");
  });

  it("takes 1 MiB and not a byte more", async () => {
    const QueueUrl = await url("DeliveryQueue");
    const send = (bytes: number): Promise<unknown> =>
      clients.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: "x".repeat(bytes), MessageGroupId: "large" }),
      );
    await send(1_048_576);
    await expect(send(1_048_577)).rejects.toThrow();
    const [large] = await received(QueueUrl, 5);
    expect(large?.Body).toHaveLength(1_048_576);
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: large?.ReceiptHandle }));
  });

  it("moves a message after ten attempts to the dead letters, and a redrive moves it back", async () => {
    const QueueUrl = await url("DeliveryQueue");
    await clients.sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: "never", MessageGroupId: "acme" }),
    );
    for (let attempt = 1; attempt <= 10; attempt++) {
      const [message] = await received(QueueUrl, 5);
      expect(message?.Attributes?.ApproximateReceiveCount).toBe(String(attempt));
      if (message) await backNow(QueueUrl, message);
    }
    expect(await received(QueueUrl, 1)).toEqual([]);
    const letters = await resources.resource("DeadLetterQueue");
    const [letter] = await received(letters.ref, 5);
    const source = (await resources.resource("DeliveryQueue")).attributes.Arn;
    expect(letter).toMatchObject({ Body: "never", Attributes: { DeadLetterQueueSourceArn: source } });
    if (letter) await backNow(letters.ref, letter);
    await clients.sqs.send(
      new StartMessageMoveTaskCommand({ SourceArn: letters.attributes.Arn, DestinationArn: source }),
    );
    const [redriven] = await received(QueueUrl, 10);
    expect(redriven?.Body).toBe("never");
  });
});
