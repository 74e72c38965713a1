import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deployedDeadLetters } from "../../../../src/operate/deployed/dead-letters/deployed-dead-letters.ts";
import { messageOf } from "../../../aws/dead-letters/message-of.ts";
import { type LocalDeployment, localDeployment } from "../support/local-context.ts";

let deployment: LocalDeployment;
beforeEach(async () => {
  deployment = await localDeployment();
});
afterEach(() => deployment.close());

async function put(url: string, MessageBody: string, code?: string, group?: string): Promise<string> {
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  const { MessageId = "" } = await deployment.sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody,
      ...(code && { MessageAttributes: { code: attribute(code), reason: attribute("why") } }),
      ...(group && { MessageGroupId: group, MessageDeduplicationId: MessageBody }),
    }),
  );
  // Letters of one millisecond have no order by time.
  await new Promise((done) => setTimeout(done, 3));
  return MessageId;
}

const deadUrl = (name: string): string =>
  deployment.context.queues.find((queue) => queue.name === name)?.deadLetterUrl ?? "";

/** A rule with a queue, whose dead-letter queue has an event. */
async function consumer() {
  const dead = await deployment.queue("invoices-dead");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 });
  const queue = await deployment.queue("invoices", { RedrivePolicy });
  await deployment.rule("invoices", { source: ["com.stripe"] }, [{ Id: "queue", Arn: queue.arn }]);
  const event = JSON.stringify({ id: "e", detail: { bridgesource: "billing", deliveryid: "dlv_9" } });
  return { queue, event, id: await put(dead.url, event) };
}

describe("the list", () => {
  test("has the letters of all queues, the newest first, page by page, and says how much it saw", async () => {
    const first = await put(deadUrl("deliveries"), messageOf("1", "billing"), "event-invalid");
    const second = await put(deadUrl("ordered"), messageOf("2"), "source-removed", "acme");
    const { id: third } = await consumer();
    const { deadLetters } = deployedDeadLetters(deployment.context);
    const page = await deadLetters({ limit: 2 });
    expect(page.items.map(({ id, queue }) => [id, queue])).toEqual([
      [third, "invoices"],
      [second, "ordered"],
    ]);
    expect(page.total).toBe(3);
    expect(page.read).toMatchObject({
      complete: true,
      note: expect.stringMatching(/^As of \d\d:\d\d:\d\d UTC\.$/),
    });
    const rest = await deadLetters({ limit: 2, before: page.next ?? "" });
    expect(rest.items).toEqual([
      {
        id: first,
        queue: "deliveries",
        at: expect.any(String),
        deletedAt: expect.any(String),
        source: "billing",
        delivery: "dlv_1",
        code: "event-invalid",
        reason: "why",
        receives: 1,
        bytes: messageOf("1", "billing").length,
      },
    ]);
    expect(rest.next).toBeNull();
    const newer = await deadLetters({ after: rest.previous ?? "" });
    expect(newer.items.map(({ id }) => id)).toEqual([third, second]);
  });

  test("what is shown is not hidden from the next look, nor from a redrive", async () => {
    const id = await put(deadUrl("deliveries"), messageOf("1"));
    const { deadLetters, deadLetterGroups } = deployedDeadLetters(deployment.context);
    const both = await Promise.all([deadLetters({}), deadLetters({ source: ["acme-github"] })]);
    expect(both.map(({ items }) => items.map((item) => item.id))).toEqual([[id], [id]]);
    expect(await deadLetterGroups()).toMatchObject([{ queue: "deliveries", code: null, count: 1 }]);
  });

  test("says that letters are hidden which somebody else has received", async () => {
    await put(deadUrl("deliveries"), messageOf("1"));
    const receive = new ReceiveMessageCommand({ QueueUrl: deadUrl("deliveries"), VisibilityTimeout: 60 });
    await deployment.sqs.send(receive);
    const page = await deployedDeadLetters(deployment.context).deadLetters({});
    expect(page).toMatchObject({ items: [], total: null, read: { complete: false } });
    expect(page.read?.note).toContain("0 of about 1 were seen. About 1 were hidden, because somebody else");
  });

  test("of one subscription; an unknown one is refused with the most similar name", async () => {
    await put(deadUrl("deliveries"), messageOf("1"));
    const { id } = await consumer();
    const { deadLetters } = deployedDeadLetters(deployment.context);
    expect((await deadLetters({ subscription: "invoices" })).items).toMatchObject([
      { id, source: "billing", delivery: "dlv_9" },
    ]);
    await expect(deadLetters({ subscription: "invoice" })).rejects.toMatchObject({
      code: "wrong-use",
      remedy: expect.stringContaining("The most similar name is invoices"),
    });
  });

  test("one letter has its message and what to do about it", async () => {
    const id = await put(deadUrl("deliveries"), messageOf("1"), "source-removed");
    const { deadLetter } = deployedDeadLetters(deployment.context);
    expect(await deadLetter(id)).toMatchObject({
      id,
      message: messageOf("1"),
      remedy: expect.stringContaining("redrive"),
    });
    expect(await deadLetter("nothing")).toBeUndefined();
  });
});

describe("an order", () => {
  const dry = { filter: {}, dryRun: true } as const;

  test("a dry run counts, also where only reading is allowed; the order itself is refused there", async () => {
    await put(deadUrl("deliveries"), messageOf("1"), "event-invalid");
    const { redrive, discard } = deployedDeadLetters({ ...deployment.context, mayWrite: false });
    expect(await redrive(dry)).toMatchObject({ matched: 1, done: 0, groups: [{ code: "event-invalid" }] });
    for (const order of [redrive, discard])
      await expect(order({ filter: {}, dryRun: false })).rejects.toMatchObject({ code: "wrong-use" });
  });

  test("moves the bridge's own letters, in both queues, and says what stays", async () => {
    await put(deadUrl("deliveries"), messageOf("1"));
    await put(deadUrl("deliveries"), "garbage", "message-unreadable");
    await put(deadUrl("ordered"), messageOf("2"), undefined, "acme");
    await consumer();
    const { redrive } = deployedDeadLetters(deployment.context);
    const result = await redrive({ filter: {}, dryRun: false });
    expect(result).toMatchObject({ matched: 2, done: 2, failed: 0, passedOver: 1, stopped: false });
    expect(result.note).toContain("1 letter that `publish` can't read stays: ask for such with --code");
  });

  test("moves a subscription's letters back into its queue", async () => {
    const { queue, event } = await consumer();
    const { redrive } = deployedDeadLetters(deployment.context);
    const result = await redrive({ filter: {}, subscription: "invoices", dryRun: false });
    expect(result).toMatchObject({ done: 1 });
    const { Messages } = await deployment.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
    expect(Messages).toMatchObject([{ Body: event }]);
  });

  test("what EventBridge could not forward can be discarded, and not sent back", async () => {
    const forward = deployment.context.stack.resources.get("ForwardDeadLetterQueue")?.physicalId ?? "";
    await put(forward, JSON.stringify({ detail: {} }));
    const { redrive, discard } = deployedDeadLetters(deployment.context);
    const order = { filter: { queue: ["forward"] }, dryRun: false };
    await expect(redrive(order)).rejects.toMatchObject({
      code: "wrong-use",
      message: expect.stringContaining("EventBridge left them there"),
    });
    expect(await discard(order)).toMatchObject({ done: 1 });
  });

  test("a queue that is not there is named with those that are", async () => {
    const { discard } = deployedDeadLetters(deployment.context);
    await expect(discard({ filter: { queue: ["delivery"] }, dryRun: true })).rejects.toMatchObject({
      message: "There is no such dead-letter queue; there are deliveries, ordered, forward.",
    });
  });
});
