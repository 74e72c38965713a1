import {
  CreateArchiveCommand,
  DescribeArchiveCommand,
  StartReplayCommand,
  UpdateArchiveCommand,
} from "@aws-sdk/client-eventbridge";
import { expect, test } from "vitest";
import { account, client, entry, now, passTime, put, region, server } from "../eventbridge-fixture.ts";

const EventSourceArn = `arn:aws:events:${region}:${account}:event-bus/shop`;
const daySeconds = 86_400;

const describeArchive = () => client.send(new DescribeArchiveCommand({ ArchiveName: "all" }));

test("an archive forgets events that are past its retention", async () => {
  const archive = { ArchiveName: "all", EventSourceArn, RetentionDays: 2, Description: "All events" };
  const { ArchiveArn } = await client.send(new CreateArchiveCommand(archive));
  await put(entry);
  passTime(1.5 * daySeconds);
  await put({ ...entry, DetailType: "invoice.late" });
  expect(await describeArchive()).toMatchObject({ EventCount: 2, RetentionDays: 2 });
  passTime(daySeconds);
  expect(await describeArchive()).toMatchObject({ EventCount: 1 });

  const Destination = { Arn: EventSourceArn };
  const range = { EventStartTime: new Date("2026-03-01T00:00:00Z"), EventEndTime: now() };
  await client.send(
    new StartReplayCommand({ ReplayName: "again", EventSourceArn: ArchiveArn, Destination, ...range }),
  );
  const replayed = server.events({ after: 2, limit: 10 }).map(({ envelope }) => JSON.parse(envelope));
  expect(replayed).toMatchObject([{ "detail-type": "invoice.late", "replay-name": "again" }]);
});

test("UpdateArchive changes what it names and keeps the rest", async () => {
  const EventPattern = '{"detail-type":["invoice.paid"]}';
  const archive = { ArchiveName: "all", EventSourceArn, EventPattern, RetentionDays: 2 };
  await client.send(new CreateArchiveCommand({ ...archive, Description: "Paid" }));
  await put(entry, { ...entry, DetailType: "invoice.drafted" });
  passTime(3 * daySeconds);
  expect(await describeArchive()).toMatchObject({ EventCount: 0 });
  await client.send(new UpdateArchiveCommand({ ArchiveName: "all", RetentionDays: 0 }));
  expect(await describeArchive()).toMatchObject({
    EventCount: 1,
    RetentionDays: 0,
    Description: "Paid",
    EventPattern,
  });
});

test("refuses names, retentions and patterns that AWS refuses", async () => {
  const failures: readonly (readonly [object, string])[] = [
    [{ ArchiveName: "n".repeat(49) }, "Member must have length less than or equal to 48"],
    [{ ArchiveName: "all events" }, "Member must satisfy regular expression pattern"],
    [{ RetentionDays: -1 }, "Member must have value greater than or equal to 0"],
    [{ EventPattern: '{"source":"com.acme"}' }, '"source" must be an object or an array'],
  ];
  for (const [wrong, message] of failures) {
    const archive = { ArchiveName: "all", EventSourceArn, ...wrong };
    await expect(client.send(new CreateArchiveCommand(archive))).rejects.toMatchObject({
      message: expect.stringContaining(message),
    });
  }
});
