import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { directory, entry, messages, passTime, put, queue, start, stop } from "./eventbridge-fixture.ts";

/** Takes from the database what the former version did not have, and leaves it a message for this queue. */
function makeFormer(file: string, target: object): void {
  const database = new DatabaseSync(file);
  database.exec("ALTER TABLE deliveries DROP COLUMN rule; ALTER TABLE deliveries DROP COLUMN failure");
  database
    .prepare("INSERT INTO deliveries (event, target, body) VALUES (1, ?, 'waiting')")
    .run(JSON.stringify(target));
  database.close();
}

test("a message that waits in the database of a former version is sent", async () => {
  await put(entry);
  await stop();
  makeFormer(join(directory, "events.db"), { Id: "queue", Arn: queue });
  // The event is older than a retry may be, but its message was never tried.
  passTime(200_000);
  await start();
  await vi.waitFor(() => expect(messages).toMatchObject([{ arn: queue, body: "waiting" }]));
});

test("a target of a former version that is not delivered to is given up with its reason", async () => {
  await put(entry);
  await stop();
  const topic = queue.replace(":sqs:", ":sns:");
  const dead = `${queue}-dead-letters`;
  makeFormer(join(directory, "events.db"), { Id: "topic", Arn: topic, DeadLetterConfig: { Arn: dead } });
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  await start();
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  warned.mockRestore();
  expect(messages[0]).toMatchObject({
    arn: dead,
    attributes: {
      TARGET_ARN: topic,
      ERROR_CODE: "INVALID_PARAMETER",
      ERROR_MESSAGE: "The local EventBridge does not deliver to an Amazon SNS topic.",
    },
  });
});
