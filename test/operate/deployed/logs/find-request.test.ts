import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { BridgeError } from "../../../../src/core/errors.ts";
import type { EventView } from "../../../../src/core/event.ts";
import { busFor } from "../../../../src/events/route.ts";
import { findRequest, whyUnknown } from "../../../../src/operate/deployed/logs/find-request.ts";
import { listRequests } from "../../../../src/operate/deployed/logs/lists/list-requests.ts";
import { slack } from "../../../../src/providers/index.ts";
import { addAccepted, addAttempt, addPublished, addRefused, deliveryId } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

function thrownBy(work: () => unknown): BridgeError {
  try {
    work();
  } catch (error) {
    if (error instanceof BridgeError) return error;
  }
  throw new Error("It threw no BridgeError.");
}

const hoursAgo = (hours: number): number => testNow - hours * 3_600_000;

describe("one request out of the logs, with Logs Insights answered by a recorded server", () => {
  it("has the steps that both functions wrote, with their times", async () => {
    const logs = logStore();
    addAccepted(logs, hoursAgo(1), 1, { secretIndex: 1 });
    addAttempt(logs, hoursAgo(0.9), 1, {
      outcome: "deferred",
      published: 1,
      ageMs: 360_000,
      code: "bus-failed",
      reason: "EventBridge throttles",
    });
    addAttempt(logs, hoursAgo(0.8), 1, { outcome: "unrecorded", published: 0, ageMs: 720_000 });
    const later = { id: "Ev2", type: "com.slack.app_mention", bus: "events" };
    addAttempt(logs, hoursAgo(0.8), 1, {
      ...{ published: 2, duplicates: 1, dropped: 1, ageMs: 720_000 },
      events: [later],
    });
    const { context } = await recordedBridge(logs.answers);
    const detail = await findRequest(context, deliveryId(1));
    expect(detail).toMatchObject({
      outcome: "published",
      published: 3,
      duplicates: 0,
      dropped: 1,
      explainable: false,
      type: "com.slack.message.channels",
      entity: "message",
      events: [
        { id: "Ev1", type: "com.slack.message.channels", delivery: deliveryId(1) },
        { id: "Ev2", name: "app_mention" },
      ],
    });
    expect(detail).not.toHaveProperty("code");
    expect(detail?.steps).toEqual([
      { step: "received", offsetMs: 0, detail: "10 bytes" },
      { step: "verified", detail: "with secret 2 of the source, an older one" },
      { step: "queued" },
      { step: "answered", offsetMs: 20, detail: "200" },
      { step: "deferred", offsetMs: 360_000, detail: "bus-failed: EventBridge throttles" },
      {
        step: "published",
        offsetMs: 720_000,
        detail: "the ledger was not written: a retry by the vendor may be published again",
      },
      {
        step: "published",
        offsetMs: 720_000,
        detail: "2 events, 1 duplicate left out, 1 that `accept` refused",
      },
    ]);
    expect(detail?.note).toMatch(
      /say of 2 of its 3 events what they are.*--stage dev \(Read \d+ KB of logs\.\)$/,
    );
  });

  it("that waits or was refused says what comes next, and how to explain it", async () => {
    const logs = logStore();
    addAccepted(logs, hoursAgo(1), 1);
    addRefused(logs, hoursAgo(1), 7);
    addPublished(logs, hoursAgo(1), 2, {
      outcome: "parked",
      published: 0,
      code: "bus-refused",
      reason: "It is too large.",
    });
    const { context } = await recordedBridge(logs.answers);
    expect((await findRequest(context, deliveryId(1)))?.steps.at(-1)).toEqual({
      step: "taken",
      waiting: true,
    });
    const refused = await findRequest(context, "req_7");
    expect(refused?.steps).toEqual([
      { step: "received", offsetMs: 0, detail: "10 bytes" },
      { step: "refused", detail: "signature-mismatch: no key matches" },
      { step: "answered", offsetMs: 5, detail: "401" },
    ]);
    expect(refused?.note).toContain("npx hookbridge explain acme-slack <file.http>");
    const dead = await findRequest(context, deliveryId(2));
    expect(dead?.steps.at(-1)).toEqual({
      step: "dead-letter",
      offsetMs: 100,
      detail: "bus-refused: It is too large.",
    });
    expect(dead?.note).toContain(`npx hookbridge dead-letters list --stage dev --text ${deliveryId(2)}`);
  });

  it("that the configuration's own code could not route says where that threw, and what to do", async () => {
    const logs = logStore();
    const source = {
      name: "acme-slack",
      provider: slack,
      maxBodyBytes: 1_000,
      bus: () => {
        throw new TypeError("its text may quote the payload");
      },
    };
    const view = { name: "message.channels" } as EventView;
    const error = thrownBy(() => busFor(source, view, new Set(["events"])));
    addAccepted(logs, hoursAgo(1), 1);
    const { code, message: reason } = error;
    addAttempt(logs, hoursAgo(0.9), 1, { outcome: "parked", published: 0, code, reason, error });
    const { context } = await recordedBridge(logs.answers);
    const found = await findRequest(context, deliveryId(1));
    expect(found).toMatchObject({
      outcome: "dead-letter",
      reason:
        'The `bus` function of the source "acme-slack" threw a TypeError for an event "message.channels".',
      detail: expect.stringMatching(/^at .*find-request\.test\.ts:\d+:\d+/),
      remedy: "Fix the function in bridge.config.ts, deploy, and redrive.",
    });
    expect(JSON.stringify(found)).not.toContain("quote the payload");
  });

  it("that is older than a day is looked for in all that is kept; nothing else is searched for", async () => {
    const logs = logStore();
    addPublished(logs, hoursAgo(24) - 50, 1);
    const { context } = await recordedBridge(logs.answers);
    // Its attempt is within the day and the request is not.
    expect(await findRequest(context, deliveryId(1))).toMatchObject({ outcome: "published", status: 200 });
    expect(logs.queries).toHaveLength(2);
    expect(await findRequest(context, deliveryId(2))).toBeUndefined();
    expect(logs.queries).toHaveLength(4);
    expect(await findRequest(context, 'dlv_" or id != "')).toBeUndefined();
    expect(logs.queries).toHaveLength(4);
    expect(whyUnknown(context, deliveryId(2))).toBe(
      "Logs are kept since 2026-10-31T12:00:30.000Z, and come some seconds late.",
    );
  });
});

describe("what the logs can't tell, with Logs Insights answered by a recorded server", () => {
  const sampled = defineBridge({
    name: "acme",
    buses: { events: {} },
    sources: { "acme-slack": { provider: slack, bus: "events" } },
    deployment: { logs: { accepted: 0.1 } },
  });

  it("is said where only a share of the deliveries has lines", async () => {
    const logs = logStore();
    const { context } = await recordedBridge(logs.answers, { bridge: sampled });
    const { read } = await listRequests(context, {}, false);
    expect(read).toMatchObject({
      share: 0.1,
      note: expect.stringContaining("Only a share of 0.1 of the accepted deliveries"),
    });
    expect(whyUnknown(context, deliveryId(1))).toContain("Only a share of 0.1");
    expect(whyUnknown(context, "req_1")).toContain("Logs are kept since");
  });

  it.each([
    [{ outcome: ["lost"] }, 'There is no outcome "lost".'],
    [{ text: '" or 1 = 1' }, 'Logs can\'t be searched for "\\" or 1 = 1".'],
    [{ before: "yesterday" }, '"yesterday" is no cursor of this list.'],
    [{ limit: 0 }, "The limit 0 is not possible."],
    [{ from: testNow, to: testNow - 1 }, /^The time from .* is none\.$/],
  ])("is refused: %o", async (query, message) => {
    const logs = logStore();
    const { context } = await recordedBridge(logs.answers);
    await expect(listRequests(context, query, false)).rejects.toMatchObject({
      code: "wrong-use",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(logs.queries).toEqual([]);
  });
});
