import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { describe, expect, test } from "vitest";
import {
  type OrderOptions,
  type OrderProgress,
  runOrder,
} from "../../../src/aws/dead-letters/letter-order.ts";
import { deliveries, depthOf, ordered, putLetter, sqs, takenFrom, textsIn } from "./letter-fixture.ts";
import { messageOf } from "./message-of.ts";

const order = (options: Partial<OrderOptions> = {}): OrderOptions => ({
  sqs,
  now: Date.now,
  action: "redrive",
  filter: {},
  ...options,
});

/** The client with calls that are answered in another way. */
const broken = (answer: (command: object) => object | undefined): SQSClient =>
  ({
    send: async (command: Parameters<SQSClient["send"]>[0]) => answer(command) ?? (await sqs.send(command)),
  }) as unknown as SQSClient;

describe("a redrive", () => {
  test("sends letters back with the source as their group, and with nothing of their attributes", async () => {
    const text = messageOf("1");
    await putLetter(deliveries, text, { code: "event-invalid", reason: "the bus function threw" });
    const sent: object[] = [];
    const watched = broken((command) => {
      if (command instanceof SendMessageBatchCommand) sent.push(...(command.input.Entries ?? []));
      return undefined;
    });
    const end = await runOrder([deliveries], order({ sqs: watched }));
    expect(end).toMatchObject({ matched: 1, done: 1, failed: 0, passedOver: 0, stopped: false });
    expect(end.groups).toEqual([
      expect.objectContaining({
        code: "event-invalid",
        source: "acme-github",
        count: 1,
        queue: "deliveries",
      }),
    ]);
    // fauxqs forgets the group of a message in a standard queue.
    expect(sent).toEqual([{ Id: "0", MessageBody: text, MessageGroupId: "acme-github" }]);
    expect(await textsIn(deliveries.sourceUrl)).toEqual([text]);
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([0, 0]);
  });

  test("moves many letters, each once", async () => {
    const texts = Array.from({ length: 230 }, (_, index) => messageOf(`n${index}`));
    await Promise.all(texts.map((text) => putLetter(deliveries, text)));
    const end = await runOrder([deliveries], order());
    expect(end).toMatchObject({ matched: 230, done: 230, failed: 0 });
    expect([...(await textsIn(deliveries.sourceUrl))].sort()).toEqual([...texts].sort());
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([0, 0]);
  });

  test("leaves alone what the filter does not choose, and shows it again", async () => {
    await putLetter(deliveries, messageOf("1", "billing"), { code: "event-invalid" });
    await putLetter(deliveries, messageOf("2", "billing"));
    await putLetter(deliveries, messageOf("3"), { code: "event-invalid" });
    const filter = { source: ["billing"], code: ["event-invalid"] };
    const end = await runOrder([deliveries], order({ filter }));
    expect(end).toMatchObject({ matched: 1, done: 1, passedOver: 2 });
    expect(await textsIn(deliveries.sourceUrl)).toEqual([messageOf("1", "billing")]);
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([2, 0]);
  });

  test("leaves alone what can't be read, unless it is asked for", async () => {
    await putLetter(deliveries, "garbage", { code: "message-unreadable" });
    const end = await runOrder([deliveries], order());
    expect(end).toMatchObject({ matched: 0, passedOver: 1, passed: new Map([["unreadable", 1]]) });
    const asked = await runOrder([deliveries], order({ filter: { code: ["message-unreadable"] } }));
    expect(asked).toMatchObject({ matched: 1, done: 1 });
    expect(await textsIn(deliveries.sourceUrl)).toEqual(["garbage"]);
  });

  test("does not send a letter again that comes back while it runs", async () => {
    await putLetter(deliveries, messageOf("1"));
    let parkedAgain = 0;
    const parking = broken((command) => {
      if (command instanceof SendMessageBatchCommand && parkedAgain++ < 3)
        setTimeout(() => void putLetter(deliveries, messageOf("1"), { code: "event-invalid" }));
      return undefined;
    });
    const end = await runOrder([deliveries], order({ sqs: parking }));
    expect(end).toMatchObject({ done: 1, passedOver: 1, passed: new Map([["came-back", 1]]) });
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([1, 0]);
  });

  test("sends all events of one delivery back to a subscription's queue", async () => {
    const eventOf = (id: string): string =>
      JSON.stringify({ detail: { id, deliveryid: "dlv_1", bridgesource: "billing" } });
    await putLetter(deliveries, eventOf("1"));
    await putLetter(deliveries, eventOf("2"));
    expect(await runOrder([deliveries], order())).toMatchObject({ done: 2, passedOver: 0 });
  });

  test("leaves alone what comes after it was given", async () => {
    await putLetter(deliveries, messageOf("1"));
    const end = await runOrder([deliveries], order({ now: () => Date.now() - 120_000 }));
    expect(end).toMatchObject({ done: 0, passed: new Map([["newer", 1]]) });
  });

  test("goes no faster than it may", async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => putLetter(deliveries, messageOf(`${index}`))));
    const start = performance.now();
    const end = await runOrder([deliveries], order({ perSecond: 5 }));
    expect(end.done).toBe(8);
    // The first goes at once, the seven others in 7 / 5 s; one empty call at the end takes a second.
    expect(performance.now() - start).toBeGreaterThan(1_400);
  });

  test("says how far it is; stopped, it shows the rest again, and the same order goes on with it", async () => {
    await Promise.all(Array.from({ length: 35 }, (_, index) => putLetter(deliveries, messageOf(`${index}`))));
    const stopping = new AbortController();
    const told: OrderProgress[] = [];
    const onProgress = (progress: OrderProgress): void => {
      told.push(progress);
      if (progress.done >= 20) stopping.abort();
    };
    const first = await runOrder([deliveries], order({ signal: stopping.signal, onProgress }));
    expect(first).toMatchObject({ stopped: true, failed: 0 });
    expect(told[0]).toMatchObject({ matched: 10, done: 10 });
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([35 - first.done, 0]);
    const second = await runOrder([deliveries], order());
    expect(second).toMatchObject({ stopped: false, done: 35 - first.done });
    expect(await textsIn(deliveries.sourceUrl)).toHaveLength(35);
  });

  test("keeps a letter that SQS refuses, and says why", async () => {
    await putLetter(deliveries, messageOf("1"));
    const refusing = broken((command) =>
      command instanceof SendMessageBatchCommand
        ? { Failed: [{ Id: "0", Code: "Denied", Message: "KMS is down", SenderFault: false }] }
        : undefined,
    );
    const end = await runOrder([deliveries], order({ sqs: refusing }));
    expect(end).toMatchObject({ matched: 1, done: 0, failed: 1, failure: "KMS is down" });
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([1, 0]);
  });

  test("counts a letter that it can't delete as sent, and says that it is in both queues", async () => {
    await putLetter(deliveries, messageOf("1"));
    const keeping = broken((command) =>
      command instanceof DeleteMessageBatchCommand ? { Failed: [{ Id: "0", Code: "Down" }] } : undefined,
    );
    const end = await runOrder([deliveries], order({ sqs: keeping }));
    expect(end).toMatchObject({ done: 1, failed: 0, inBoth: 1 });
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([1, 0]);
  });

  test("an SQS that fails in the middle is an error that says how far it came; the rest is shown again", async () => {
    await Promise.all(Array.from({ length: 15 }, (_, index) => putLetter(deliveries, messageOf(`${index}`))));
    let sends = 0;
    const failing = broken((command) => {
      if (command instanceof SendMessageBatchCommand && ++sends > 1) throw new Error("no route");
      return undefined;
    });
    await expect(runOrder([deliveries], order({ sqs: failing }))).rejects.toMatchObject({
      code: "aws-failed",
      message: "SQS failed after 10 dead letters were sent back; the others are where they were.",
    });
    expect(await depthOf(deliveries.deadLetterUrl)).toEqual([5, 0]);
  });
});

describe("a redrive of a FIFO queue", () => {
  test("keeps the order of each group, and its group", async () => {
    for (const id of ["1", "2", "3"]) await putLetter(ordered, messageOf(`a${id}`), { group: "a" });
    for (const id of ["1", "2"]) await putLetter(ordered, messageOf(`b${id}`), { group: "b" });
    const end = await runOrder([ordered], order());
    expect(end).toMatchObject({ matched: 5, done: 5 });
    const messages = await takenFrom(ordered.sourceUrl);
    const textsOf = (group: string): readonly (string | undefined)[] =>
      messages.filter(({ Attributes }) => Attributes?.MessageGroupId === group).map(({ Body }) => Body);
    expect(textsOf("a")).toEqual(["a1", "a2", "a3"].map((id) => messageOf(id)));
    expect(textsOf("b")).toEqual(["b1", "b2"].map((id) => messageOf(id)));
  });

  test("lets nothing overtake a letter that stays", async () => {
    await putLetter(ordered, messageOf("a1"), { group: "a", code: "source-removed" });
    await putLetter(ordered, messageOf("a2"), { group: "a", code: "event-invalid" });
    await putLetter(ordered, messageOf("b1"), { group: "b", code: "event-invalid" });
    const end = await runOrder([ordered], order({ filter: { code: ["event-invalid"] } }));
    expect(end).toMatchObject({ matched: 1, done: 1 });
    expect(await textsIn(ordered.sourceUrl)).toEqual([messageOf("b1")]);
  });

  test("a batch with two letters of a group, as AWS gives it: the second is sent after the first, and not if that fails", async () => {
    const letters = ["a1", "a2", "b1"].map((id) => ({
      MessageId: id,
      ReceiptHandle: id,
      Body: messageOf(id),
      Attributes: { MessageGroupId: id.slice(0, 1), SentTimestamp: String(Date.now()) },
    }));
    const answering = (failing: string | undefined) => {
      const calls: (string | undefined)[][] = [];
      const batch = [...letters];
      const client = broken((command) => {
        if (command instanceof ReceiveMessageCommand) return { Messages: batch.splice(0) };
        if (command instanceof DeleteMessageBatchCommand) return {};
        if (!(command instanceof SendMessageBatchCommand)) return undefined;
        const Entries = command.input.Entries ?? [];
        calls.push(Entries.map(({ MessageDeduplicationId }) => MessageDeduplicationId));
        const Failed = Entries.filter(({ MessageDeduplicationId }) => MessageDeduplicationId === failing);
        return { Failed: Failed.map(({ Id }) => ({ Id, Code: "Denied" })) };
      });
      return { calls, client };
    };
    const good = answering(undefined);
    expect(await runOrder([ordered], order({ sqs: good.client }))).toMatchObject({ done: 3, failed: 0 });
    expect(good.calls).toEqual([["a1", "b1"], ["a2"]]);
    const bad = answering("a1");
    expect(await runOrder([ordered], order({ sqs: bad.client }))).toMatchObject({ done: 1, failed: 2 });
    expect(bad.calls).toEqual([["a1", "b1"]]);
  });
});

describe("a discard", () => {
  test("deletes what the filter chooses, also what can't be read, and sends nothing", async () => {
    const id = await putLetter(deliveries, "garbage", { code: "message-unreadable" });
    await putLetter(deliveries, messageOf("2"));
    const end = await runOrder([deliveries], order({ action: "discard", filter: { id: [id] } }));
    expect(end).toMatchObject({ matched: 1, done: 1, passedOver: 1 });
    expect(await textsIn(deliveries.sourceUrl)).toEqual([]);
    expect(await textsIn(deliveries.deadLetterUrl)).toEqual([messageOf("2")]);
  });
});
