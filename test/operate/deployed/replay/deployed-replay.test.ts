import {
  CancelReplayCommand,
  CreateArchiveCommand,
  DescribeReplayCommand,
  type EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  StartReplayCommand,
} from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { deployedReplay } from "../../../../src/operate/deployed/replay/deployed-replay.ts";
import type { EventRecord, KnownEvent, ReplayProgress } from "../../../../src/operate/events.ts";
import { type LocalDeployment, localDeployment } from "../support/local-context.ts";

const busName = "hooks-prod-billing";
const hourMs = 3_600_000;
const base = Math.floor(Date.now() / 1000) * 1000;
/** The clock of the command: an hour after the archive was made. */
const later = (): number => base + hourMs;
const times = { settleMs: 0, tailMs: 0 };

let deployment: LocalDeployment;
let context: DeployedContext;
let invoicesUrl: string;
beforeEach(async () => {
  deployment = await localDeployment();
  context = { ...deployment.context, now: later };
  const queue = await deployment.queue("invoices");
  invoicesUrl = queue.url;
  const { EventSourceArn } = { EventSourceArn: context.buses[0]?.arn };
  await deployment.eventBridge.send(
    new CreateArchiveCommand({ ArchiveName: "billing", EventSourceArn, RetentionDays: 7 }),
  );
  await deployment.rule("invoices", { detail: { entity: ["invoice"] } }, [{ Id: "q", Arn: queue.arn }]);
  const all = await deployment.queue("all");
  await deployment.rule("all", { source: [{ prefix: "" }] }, [{ Id: "q", Arn: all.arn }]);
});
afterEach(() => deployment.close());

const event = (id: string, type: string, entity: string, bridgesource = "acme-stripe") => ({
  EventBusName: busName,
  Source: "com.stripe",
  DetailType: type,
  Time: new Date(base + 60_000),
  Detail: JSON.stringify({ id, type, entity, bridgesource }),
});

async function received(url: string): Promise<readonly { id: string; replay: string | undefined }[]> {
  const all: { id: string; replay: string | undefined }[] = [];
  for (let empty = 0; empty < 4; ) {
    const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await deployment.sqs.send(command);
    for (const { Body = "{}" } of Messages) {
      const { detail, "replay-name": replay } = JSON.parse(Body);
      all.push({ id: detail.id, replay });
    }
    empty = Messages.length > 0 ? 0 : empty + 1;
    await new Promise((done) => setTimeout(done, 50));
  }
  return all;
}

/** Puts four events, and takes from the queues what comes of them at once. */
async function history(): Promise<void> {
  const Entries = [
    event("1", "invoice.paid", "invoice"),
    event("2", "invoice.voided", "invoice"),
    event("3", "customer.created", "customer"),
    event("4", "invoice.paid", "invoice", "other-stripe"),
  ];
  await deployment.eventBridge.send(new PutEventsCommand({ Entries }));
  expect(await received(invoicesUrl)).toHaveLength(3);
}

const nothing = async (_: string): Promise<KnownEvent | undefined> => undefined;
const order = (more: object = {}) => ({
  bus: "billing",
  from: base,
  to: base + hourMs / 2,
  dryRun: false,
  ...more,
});
const opened = (of = context, find = nothing) => deployedReplay(of, find, times);

describe("a replay of a time", () => {
  test("goes to one subscription, and to all rules without one", async () => {
    await history();
    const one = await opened().replay(order({ subscription: "invoices" }));
    expect(one).toMatchObject({ replay: `hookbridge-replay-hooks-prod-${later()}`, events: null });
    expect((await received(invoicesUrl)).map(({ id, replay }) => [id, replay])).toEqual([
      ["1", one.replay],
      ["2", one.replay],
      ["4", one.replay],
    ]);
    const told: ReplayProgress[] = [];
    const onProgress = (progress: ReplayProgress): void => void told.push(progress);
    const after = { ...context, now: () => later() + 1 };
    const all = await opened(after).replay(order(), { onProgress });
    expect(told).toEqual([{ replay: all.replay, state: "completed", share: 1 }]);
    expect(all.note).toContain("EventBridge does not say how many events it has sent.");
    expect(await received(invoicesUrl)).toHaveLength(3);
  });

  test("a dry run sends nothing, and says what can be known", async () => {
    await history();
    const dry = await opened({ ...context, mayWrite: false }).replay(order({ dryRun: true }));
    expect(dry.events).toBeNull();
    expect(dry.note).toContain("the whole archive billing holds about 4");
    expect(dry.note).toContain("All rules of the bus billing get them");
    expect(dry.note).toContain("EventBridge chooses by an event's `time`");
    expect(await received(invoicesUrl)).toEqual([]);
  });

  test("says what the archive no longer has", async () => {
    const dry = await opened().replay(order({ dryRun: true, from: base - 10 * 24 * hourMs }));
    expect(dry.note).toContain("The archive billing begins at");
    expect(dry.note).toContain("It keeps events for 7 days");
  });

  test.each([
    [{ from: base, to: base }, /which is not after its beginning/],
    [{ to: base + hourMs - 60_000 }, /may put events into the archive ten minutes late/],
    [{ bus: "bill" }, /hooks-prod puts events on no bus called bill/],
    [{ subscription: "invoice" }, /There is no subscription invoice/],
    [{ type: ["invoice.paid"] }, /can't choose events by source or type for all of them/],
  ])("%j is refused", async (more, message) => {
    await expect(opened().replay(order(more))).rejects.toMatchObject({
      code: "wrong-use",
      message: expect.stringMatching(message),
    });
  });

  test("without an archive, or where only reading is allowed, it is refused", async () => {
    const [bus] = context.buses;
    const bare = { ...context, buses: bus ? [{ ...bus, arn: `${bus.arn}-other` }] : [] };
    await expect(opened(bare).replay(order())).rejects.toMatchObject({
      code: "wrong-use",
      remedy: expect.stringContaining("Set archiveDays of billing"),
    });
    await expect(opened({ ...context, mayWrite: false }).replay(order())).rejects.toMatchObject({
      code: "wrong-use",
    });
  });
});

describe("chosen events of a time", () => {
  test("go to one subscription as its rule gives them, and nothing stays of the temporary rule and queue", async () => {
    await history();
    const filter = { type: ["invoice.*", "customer.created"], source: ["acme-stripe"] };
    const replayed = await opened().replay(order({ subscription: "invoices", ...filter }));
    // The subscription's own pattern does not want the customer.
    expect(replayed.events).toBe(2);
    expect((await received(invoicesUrl)).map(({ id }) => id)).toEqual(["1", "2"]);
    const { Rules } = await deployment.eventBridge.send(new ListRulesCommand({ EventBusName: busName }));
    expect(Rules?.map(({ Name }) => Name)).toEqual(["all", "invoices"]);
    const { QueueUrls } = await deployment.sqs.send(new ListQueuesCommand({ QueueNamePrefix: "hookbridge" }));
    expect(QueueUrls ?? []).toEqual([]);
  });

  test("one event goes to one subscription", async () => {
    await history();
    const found = {
      time: new Date(base + 60_000).toISOString(),
      bus: "billing",
      source: "other-stripe",
      eventId: "4",
    } as EventRecord;
    const { replayEvent } = opened(context, async (id) => (id === "e-4" ? found : undefined));
    expect(await replayEvent("e-4", "invoices")).toMatchObject({ events: 1 });
    expect((await received(invoicesUrl)).map(({ id }) => id)).toEqual(["4"]);
    expect(await replayEvent("e-5", "invoices")).toBeUndefined();
    await expect(replayEvent("e-4")).rejects.toMatchObject({
      code: "wrong-use",
      remedy: expect.stringMatching(
        /or replay its second: npx hookbridge replay --stage prod --bus billing --from 20/,
      ),
    });
  });

  test("an event that only the log knows is looked for in the hour before its delivery, and alone goes on", async () => {
    await history();
    const logged = (more: Partial<KnownEvent> = {}): KnownEvent => ({
      ...{ id: "4", eventId: "4", delivery: "dlv_4", type: "com.stripe.invoice.paid", name: "invoice.paid" },
      ...{ bus: "billing", source: "other-stripe", at: new Date(base + hourMs / 2).toISOString() },
      ...more,
    });
    const { replayEvent } = opened(context, async () => logged());
    expect(await replayEvent("4", "invoices")).toMatchObject({
      events: 1,
      note: expect.stringContaining("only this event was sent on"),
    });
    expect((await received(invoicesUrl)).map(({ id }) => id)).toEqual(["4"]);
    await expect(replayEvent("4")).rejects.toMatchObject({
      code: "wrong-use",
      remedy: "Name one subscription with --subscription",
    });
    const elsewhere = opened({ ...context, now: () => later() + 1 }, async () =>
      logged({ source: "acme-stripe" }),
    );
    expect(await elsewhere.replayEvent("4", "invoices")).toMatchObject({
      events: 0,
      note: expect.stringContaining("no event of this id in the hour before its delivery"),
    });
    const busless = opened(context, async () => logged({ bus: "" }));
    await expect(busless.replayEvent("4", "invoices")).rejects.toMatchObject({
      code: "wrong-use",
      message: "Which bus 4 went to is not in the log.",
    });
  });

  test("are refused to a subscription whose queue gets another text, before anything is made", async () => {
    const queue = await deployment.queue("texts");
    await deployment.rule("texts", { source: ["com.stripe"] }, [
      { Id: "q", Arn: queue.arn, InputPath: "$.detail" },
    ]);
    const narrow = order({ subscription: "texts", type: ["invoice.paid"], dryRun: true });
    await expect(opened().replay(narrow)).rejects.toMatchObject({
      message: expect.stringContaining("its queue gets another text than the event"),
    });
  });
});

describe("progress and end of a replay that takes its time (EventBridge's answers are recorded)", () => {
  /** EventBridge whose replay goes through these states. */
  function slow(...states: readonly object[]) {
    const calls: object[] = [];
    const left = [...states];
    const send = async (command: object): Promise<object> => {
      calls.push(command);
      if (command instanceof StartReplayCommand) return { State: "STARTING" };
      if (command instanceof CancelReplayCommand) return { State: "CANCELLING" };
      if (command instanceof DescribeReplayCommand) return left.shift() ?? { State: "COMPLETED" };
      return deployment.eventBridge.send(command as Parameters<EventBridgeClient["send"]>[0]);
    };
    const eventBridge = { send } as EventBridgeClient;
    return { calls, of: { ...context, clients: { ...context.clients, eventBridge } } };
  }

  test("tells how far it is", async () => {
    const told: ReplayProgress[] = [];
    const { of } = slow(
      { State: "STARTING" },
      { State: "RUNNING", EventLastReplayedTime: new Date(base + hourMs / 8) },
      { State: "COMPLETED" },
    );
    await opened(of).replay(order(), { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ state, share }) => [state, share])).toEqual([
      ["starting", undefined],
      ["running", 0.25],
      ["completed", 1],
    ]);
  });

  test("stopped, it is cancelled in EventBridge", async () => {
    const stopping = new AbortController();
    const { calls, of } = slow({ State: "RUNNING" }, { State: "RUNNING" });
    const following = { signal: stopping.signal, onProgress: () => stopping.abort() };
    const replayed = await opened(of).replay(order(), following);
    expect(replayed.note).toContain("It was stopped before its end");
    expect(calls.some((call) => call instanceof CancelReplayCommand)).toBe(true);
  });

  test("a failed one is an error with EventBridge's reason; the temporary rule goes all the same", async () => {
    const { of } = slow({ State: "FAILED", StateReason: "The archive was deleted" });
    const narrow = order({ subscription: "invoices", type: ["invoice.paid"] });
    await expect(opened(of).replay(narrow)).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining("The archive was deleted"),
    });
    const { Rules } = await deployment.eventBridge.send(new ListRulesCommand({ EventBusName: busName }));
    expect(Rules?.map(({ Name }) => Name)).toEqual(["all", "invoices"]);
  });
});
