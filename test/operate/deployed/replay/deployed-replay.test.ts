import {
  CancelReplayCommand,
  DescribeReplayCommand,
  type EventBridgeClient,
  ListRulesCommand,
  PutRuleCommand,
  StartReplayCommand,
} from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { deployedReplay } from "../../../../src/operate/deployed/replay/deployed-replay.ts";
import type { KnownEvent, ReplayProgress } from "../../../../src/operate/events.ts";
import type { LocalDeployment } from "../support/local-context.ts";
import {
  type ArchivedDeployment,
  archivedDeployment,
  base,
  busName,
  hourMs,
  later,
  times,
} from "./archived-deployment.ts";

let deployment: LocalDeployment;
let context: DeployedContext;
let invoicesUrl: string;
let received: ArchivedDeployment["received"];
let history: ArchivedDeployment["history"];
beforeEach(async () => {
  ({ deployment, context, invoicesUrl, received, history } = await archivedDeployment());
});
afterEach(() => deployment.close());

/** Rules and queues that a replay has made and not removed. */
async function temporary(): Promise<readonly (string | undefined)[]> {
  const { Rules = [] } = await deployment.eventBridge.send(new ListRulesCommand({ EventBusName: busName }));
  const { QueueUrls = [] } = await deployment.sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: "hookbridge" }),
  );
  const others = Rules.map(({ Name }) => Name).filter((name) => name !== "all" && name !== "invoices");
  return [...others, ...QueueUrls];
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
    expect(await temporary()).toEqual([]);
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

  test("one that hands chosen events over is stopped when the bridge is closed, and leaves nothing", async () => {
    const { calls, of } = slow({ State: "RUNNING" }, { State: "RUNNING" }, { State: "RUNNING" });
    const { replay, close } = opened(of);
    const begun = Promise.withResolvers<void>();
    const following = { onProgress: () => begun.resolve() };
    const replaying = replay(order({ subscription: "invoices", type: ["invoice.paid"] }), following);
    await begun.promise;
    await close();
    expect(await temporary()).toEqual([]);
    expect((await replaying).note).toContain("It was stopped before its end");
    expect(calls.some((call) => call instanceof PutRuleCommand)).toBe(true);
  });

  test("a failed one is an error with EventBridge's reason; the temporary rule goes all the same", async () => {
    const { of } = slow({ State: "FAILED", StateReason: "The archive was deleted" });
    const narrow = order({ subscription: "invoices", type: ["invoice.paid"] });
    await expect(opened(of).replay(narrow)).rejects.toMatchObject({
      code: "aws-failed",
      message: expect.stringContaining("The archive was deleted"),
    });
    expect(await temporary()).toEqual([]);
  });
});
