import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putEventsEntryBytes } from "../../src/local/aws/eventbridge/events/put-events.ts";
import { type EventBridgeServer, startEventBridge } from "../../src/local/aws/eventbridge/server.ts";
import { corpus } from "./corpus.ts";

interface RawEntry extends Omit<PutEventsRequestEntry, "Time"> {
  readonly Time?: string;
}

interface PutEventsCase {
  readonly case: string;
  readonly request: { readonly Entries: RawEntry[]; readonly generate?: { detailBytes: number } } | null;
  readonly expected: {
    readonly httpStatus?: number;
    readonly body?: { readonly FailedEntryCount: number; readonly Entries: Record<string, string>[] };
    readonly error?: { readonly Code: string; readonly Message: string };
    readonly deliveredEvent?: { readonly time?: string; timePattern?: string; resources?: string[] };
    readonly deliveredEventKeys?: string[];
    readonly delivered?: unknown;
    readonly entryBytes?: number;
  };
}

/** Cases without a request to send, and what stands in their place. */
const notRunnable = new Map([
  ["partial-failure-shape", "request null: AWS's own failure (InternalFailure) cannot be provoked"],
  ["error-codes-documented", "request null: a list of codes"],
  ["limits", "request null: a list of limits"],
  ["NOT-FOUND", "request null: a list of what nobody recorded"],
]);
/** Cases of which only the status and the counts are compared. */
const codeUnconfirmed = new Map([["detail-type-over-128", "the error's code is UNCONFIRMED in the corpus"]]);
/** Recorded when a request was limited to 256 KiB; runs against a server with that limit. */
const oldLimit = new Map([["request-too-large/256KiB-detail-before-2026", 262_144]]);

const cases = corpus<PutEventsCase>("put-events.json");
const runnable = cases.filter((given) => given.request !== null);
const now = new Date("2026-03-04T05:06:07.891Z");
const region = "eu-central-1";
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** What the SDK of the recording did with texts of time before it sent epoch seconds. */
function clientTime(text: string): Date {
  if (text.startsWith("<")) return now;
  const dayFirst = /^(\d\d)-(\d\d)-(\d{4})(T.*)$/.exec(text);
  return new Date(
    dayFirst ? `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}${dayFirst[4]}` : text.replace(" ", "T"),
  );
}

function entriesOf({ request }: PutEventsCase): PutEventsRequestEntry[] {
  return (request?.Entries ?? []).map(({ Time, ...entry }) => ({
    ...entry,
    ...(Time !== undefined && { Time: clientTime(Time) }),
    ...(entry.EventBusName?.startsWith("<") && { EventBusName: "no-such-bus" }),
    ...(entry.DetailType?.startsWith("<129") && { DetailType: "t".repeat(129) }),
    ...(request?.generate && { Detail: `{"payload": ["${"p".repeat(request.generate.detailBytes - 17)}"]}` }),
  }));
}

test("the lists of exceptions are exactly the cases that need them", () => {
  const named = (filter: (given: PutEventsCase) => boolean) =>
    cases.filter(filter).map((given) => given.case);
  expect(cases.length).toBeGreaterThanOrEqual(38);
  expect(named((given) => given.request === null)).toEqual([...notRunnable.keys()]);
  expect(named((given) => JSON.stringify(given.expected).includes("<UNCONFIRMED>"))).toEqual([
    ...codeUnconfirmed.keys(),
  ]);
  expect(named((given) => given.request?.generate !== undefined)).toEqual([...oldLimit.keys()]);
});

describe("PutEvents", () => {
  const servers: EventBridgeServer[] = [];
  const clients: EventBridgeClient[] = [];
  beforeAll(async () => {
    for (const limit of [undefined, ...oldLimit.values()]) {
      const server = await startEventBridge({
        host: "127.0.0.1",
        port: 0,
        databaseFile: ":memory:",
        now: () => now,
        region,
        account: "123456789012",
        ...(limit !== undefined && { requestLimitBytes: limit }),
      });
      servers.push(server);
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      clients.push(new EventBridgeClient({ endpoint: server.url, region, credentials }));
    }
    await clients[0]?.send(new CreateEventBusCommand({ Name: "other" }));
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    for (const server of servers) await server.close();
  });

  test.each(runnable)("$case", async (given) => {
    const { expected } = given;
    if (expected.entryBytes !== undefined) {
      const [entry] = given.request?.Entries ?? [];
      expect(
        putEventsEntryBytes(JSON.parse(JSON.stringify(entry)) as Parameters<typeof putEventsEntryBytes>[0]),
      ).toBe(expected.entryBytes);
      return;
    }
    const which = oldLimit.has(given.case) ? 1 : 0;
    const [server, client] = [servers[which], clients[which]];
    if (!server || !client) throw new Error("no server");
    const published: { readonly id: string; readonly envelope: string }[] = [];
    const stop = server.onEvent((event) => published.push(event));
    const sent = client.send(new PutEventsCommand({ Entries: entriesOf(given) }));
    if (expected.error) {
      const { Code, Message } = expected.error;
      await expect(sent).rejects.toMatchObject({
        name: Code,
        message: Message,
        $metadata: { httpStatusCode: expected.httpStatus },
      });
      expect(published).toEqual([]);
      stop();
      return;
    }
    const { $metadata, ...body } = await sent;
    stop();
    expect($metadata.httpStatusCode).toBe(expected.httpStatus ?? 200);
    if (expected.body) {
      expect(body.FailedEntryCount).toBe(expected.body.FailedEntryCount);
      expect(body.Entries).toHaveLength(expected.body.Entries.length);
      expected.body.Entries.forEach((wanted, index) => {
        const got = body.Entries?.[index] ?? {};
        if (wanted.EventId) expect(got).toEqual({ EventId: expect.stringMatching(uuid) });
        else if (codeUnconfirmed.has(given.case)) expect(got.EventId).toBeUndefined();
        else if (wanted.ErrorMessagePattern) {
          expect(got.ErrorCode).toBe(wanted.ErrorCode);
          expect(got.ErrorMessage).toMatch(new RegExp(wanted.ErrorMessagePattern));
        } else expect(got).toEqual(wanted);
      });
    }
    const accepted = (body.Entries ?? []).flatMap((entry) => entry.EventId ?? []);
    const onlyFirst = Array.isArray(expected.delivered) ? accepted.slice(0, 1) : accepted;
    expect(published.map((event) => event.id)).toEqual(onlyFirst);
    const first = published[0] && (JSON.parse(published[0].envelope) as Record<string, unknown>);
    const { time, timePattern, resources } = expected.deliveredEvent ?? {};
    if (time) expect(first?.time).toBe(time);
    if (timePattern) expect(first?.time).toMatch(new RegExp(timePattern));
    if (resources) expect(first?.resources).toEqual(resources);
    if (expected.deliveredEventKeys) {
      expect(Object.keys(first ?? {})).toEqual(expected.deliveredEventKeys);
      expect(first).toMatchObject({ version: "0", resources: [] });
    }
  });
});
