import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { deployedReplay } from "../../../../src/operate/deployed/replay/deployed-replay.ts";
import type { EventRecord, KnownEvent } from "../../../../src/operate/events.ts";
import type { LocalDeployment } from "../support/local-context.ts";
import {
  type ArchivedDeployment,
  archivedDeployment,
  base,
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

const toInvoices = { subscription: "invoices", dryRun: false };
/** An event of which the archive has a copy. */
const onBilling = (more: Partial<EventRecord> = {}): EventRecord =>
  ({
    time: new Date(base + 60_000).toISOString(),
    bus: "billing",
    source: "other-stripe",
    eventId: "4",
    ...more,
  }) as EventRecord;

const opened = (of: DeployedContext, find: (id: string) => Promise<KnownEvent | undefined>) =>
  deployedReplay(of, find, times);

describe("one event", () => {
  test("goes to one subscription", async () => {
    await history();
    const { replayEvent } = opened(context, async (id) => (id === "e-4" ? onBilling() : undefined));
    expect(await replayEvent("e-4", toInvoices)).toMatchObject({ events: 1 });
    expect((await received(invoicesUrl)).map(({ id }) => id)).toEqual(["4"]);
    expect(await replayEvent("e-5", toInvoices)).toBeUndefined();
    await expect(replayEvent("e-4", { dryRun: false })).rejects.toMatchObject({
      code: "wrong-use",
      remedy: expect.stringMatching(
        /or replay its second: npx hookbridge replay --stage prod --bus billing --from 20/,
      ),
    });
  });

  test("that only the log knows is looked for in the hour before its delivery, and alone goes on", async () => {
    await history();
    const logged = (more: Partial<KnownEvent> = {}): KnownEvent => ({
      ...{ id: "4", eventId: "4", delivery: "dlv_4", type: "com.stripe.invoice.paid", name: "invoice.paid" },
      ...{ bus: "billing", source: "other-stripe", at: new Date(base + hourMs / 2).toISOString() },
      ...more,
    });
    const { replayEvent } = opened(context, async () => logged());
    expect(await replayEvent("4", toInvoices)).toMatchObject({
      events: 1,
      note: expect.stringContaining("only this event was sent on"),
    });
    expect((await received(invoicesUrl)).map(({ id }) => id)).toEqual(["4"]);
    await expect(replayEvent("4", { dryRun: false })).rejects.toMatchObject({
      code: "wrong-use",
      remedy:
        "Name one subscription with --subscription (npx hookbridge subscriptions list --stage prod shows them)",
    });
    const elsewhere = opened({ ...context, now: () => later() + 1 }, async () =>
      logged({ source: "acme-stripe" }),
    );
    expect(await elsewhere.replayEvent("4", toInvoices)).toMatchObject({
      events: 0,
      note: expect.stringContaining("no event of this id in the hour before its delivery"),
    });
    const busless = opened({ ...context, now: () => later() + 2 }, async () => logged({ bus: "" }));
    expect(await busless.replayEvent("4", toInvoices)).toMatchObject({ events: 1 });
    await expect(busless.replayEvent("4", { subscription: "none", dryRun: true })).rejects.toMatchObject({
      message: "There is no subscription none.",
      remedy: "npx hookbridge subscriptions list --stage prod shows what there is.",
    });
  });

  test("is only looked for in a dry run, which refuses what the replay would refuse", async () => {
    await history();
    const { replayEvent } = opened({ ...context, mayWrite: false }, async () => onBilling());
    const dry = await replayEvent("4", { subscription: "invoices", dryRun: true });
    expect(dry).toMatchObject({ events: 1, note: expect.stringContaining("Only invoices gets it") });
    expect(await received(invoicesUrl)).toEqual([]);
    await expect(replayEvent("4", { dryRun: true })).rejects.toMatchObject({ code: "wrong-use" });
    await expect(replayEvent("4", { subscription: "none", dryRun: true })).rejects.toMatchObject({
      message: "There is no subscription none.",
    });
    await expect(replayEvent("4", toInvoices)).rejects.toMatchObject({
      message: expect.stringContaining("open for reading only"),
    });
  });

  test("that the archive may not have yet is refused with the time from which it has it", async () => {
    const at = new Date(later() - 60_000);
    const { replayEvent } = opened(context, async () => onBilling({ time: at.toISOString() }));
    const second = Math.floor(at.getTime() / 1000) * 1000;
    const ready = new Date(second + 1000 + 600_000).toISOString().replace(".000Z", "Z");
    await expect(replayEvent("4", toInvoices)).rejects.toMatchObject({
      code: "wrong-use",
      remedy: `Do the same at ${ready}.`,
    });
  });

  test("goes to a subscription of the consumers' stack by the name that the configuration has", async () => {
    const queue = await deployment.queue("archive");
    const pattern = { detail: { entity: ["invoice"] } };
    await deployment.rule("hooks-prod-consumers-ledger", pattern, [{ Id: "q", Arn: queue.arn }]);
    await history();
    await received(queue.url);
    const { replayEvent } = opened(context, async () => onBilling());
    expect(await replayEvent("4", { subscription: "ledger", dryRun: false })).toMatchObject({ events: 1 });
    expect((await received(queue.url)).map(({ id }) => id)).toEqual(["4"]);
  });
});
