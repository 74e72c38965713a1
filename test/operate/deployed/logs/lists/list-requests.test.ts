import { describe, expect, it } from "vitest";
import { BridgeError } from "../../../../../src/core/errors.ts";
import { listRequests } from "../../../../../src/operate/deployed/logs/lists/list-requests.ts";
import type { ListQuery, Page } from "../../../../../src/operate/lists.ts";
import type { RequestRow } from "../../../../../src/operate/requests.ts";
import {
  addAccepted,
  addAttempt,
  addOtherLines,
  addPublished,
  addRefused,
  deliveryId,
} from "../../support/deployed-lines.ts";
import { logStore } from "../../support/log-store.ts";
import { recordedBridge, testNow } from "../../support/recorded-bridge.ts";

const minute = 60_000;
const ago = (minutes: number): number => testNow - minutes * minute;

const idsOf = ({ items }: Page<RequestRow>): readonly string[] => items.map(({ id }) => id);

describe("requests out of the logs, with Logs Insights answered by a recorded server", () => {
  it("are joined by their id, the newest first, with what became of each", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1);
    addRefused(logs, ago(8), 1);
    addAccepted(logs, ago(7), 2);
    addAttempt(logs, ago(6), 2, {
      outcome: "deferred",
      published: 0,
      code: "bus-failed",
      reason: "EventBridge throttles",
    });
    addPublished(logs, ago(5), 3, { published: 0, duplicates: 2 });
    addPublished(logs, ago(4), 4, { published: 0, dropped: 1 });
    addPublished(logs, ago(3), 5, {
      outcome: "parked",
      published: 0,
      code: "bus-refused",
      reason: "EventBridge refused it",
    });
    addAccepted(logs, ago(2), 6);
    addRefused(logs, ago(1), 2, {
      outcome: "failed",
      status: 503,
      code: "queue-failed",
      error: new BridgeError("queue-failed", "SQS did not take it.", "Look at SQS."),
    });
    addOtherLines(logs, ago(1));
    const { context } = await recordedBridge(logs.answers);
    const page = await listRequests(context, {}, false);
    expect(page.items.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["req_2", "failed"],
      [deliveryId(6), "queued"],
      [deliveryId(5), "dead-letter"],
      [deliveryId(4), "dropped"],
      [deliveryId(3), "duplicate"],
      [deliveryId(2), "deferred"],
      ["req_1", "refused"],
      [deliveryId(1), "published"],
    ]);
    expect(page.items[0]).toMatchObject({
      code: "queue-failed",
      remedy: "Look at SQS.",
    });
    expect(page.items[2]).toMatchObject({
      code: "bus-refused",
      reason: "EventBridge refused it",
      published: 0,
    });
    expect(page.items[6]).toEqual({
      id: "req_1",
      at: new Date(ago(8) - 5).toISOString(),
      source: "acme-slack",
      provider: "slack",
      outcome: "refused",
      status: 401,
      ms: 5,
      bytes: 10,
      code: "unauthorized",
      reason: "signature-mismatch",
      detail: "no key matches",
    });
    expect(page.items[7]).toMatchObject({ published: 1, duplicates: 0, dropped: 0, status: 200 });
    expect(page).toMatchObject({
      total: null,
      read: {
        from: new Date(testNow - 86_400_000).toISOString(),
        to: new Date(testNow).toISOString(),
        complete: true,
        bytesScanned: expect.any(Number),
        note: expect.stringMatching(/^Read \d+ KB of logs.* a day at a time/),
      },
    });
    expect(page.read).not.toHaveProperty("share");
    expect(logs.queries.map(({ groups }) => groups)).toEqual([
      ["/aws/lambda/acme-dev-receive"],
      ["/aws/lambda/acme-dev-publish"],
    ]);
  });

  it("are paged by time, without a gap and without one twice, also within a millisecond", async () => {
    const logs = logStore();
    for (let number = 0; number < 30; number++) addPublished(logs, ago(10) + Math.floor(number / 5), number);
    const { context } = await recordedBridge(logs.answers);
    const whole = idsOf(await listRequests(context, { from: ago(20) }, false));
    expect(whole).toHaveLength(30);
    const seen: string[] = [];
    let before: string | null | undefined;
    while (before !== null) {
      const page: Page<RequestRow> = await listRequests(
        context,
        { from: ago(20), limit: 7, ...(before !== undefined && { before }) },
        false,
      );
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...idsOf(page));
      before = page.next;
    }
    expect(seen).toEqual(whole);
    // And back: behind a cursor come the next newer ones.
    const { next } = await listRequests(context, { from: ago(20), limit: 20 }, false);
    const oldest = await listRequests(context, { from: ago(20), before: next ?? "", limit: 20 }, false);
    const newer = await listRequests(
      context,
      { from: ago(20), after: oldest.previous ?? "", limit: 5 },
      false,
    );
    expect(idsOf(newer)).toEqual(whole.slice(15, 20));
    const rest = await listRequests(
      context,
      { from: ago(20), after: newer.previous ?? "", limit: 100 },
      false,
    );
    expect(idsOf(rest)).toEqual(whole.slice(0, 15));
    const none = await listRequests(context, { after: rest.previous ?? "" }, false);
    expect(none).toMatchObject({ items: [], previous: rest.previous });
  });

  it("are all there where more came in seconds than a query gives", async () => {
    const logs = logStore();
    const count = 700;
    for (let number = 0; number < count; number++) addAccepted(logs, ago(10) + number * 4, number);
    const { context } = await recordedBridge(logs.answers);
    const seen: string[] = [];
    let before: string | null | undefined;
    while (before !== null) {
      const query = { from: ago(20), limit: 90, ...(before !== undefined && { before }) };
      const page: Page<RequestRow> = await listRequests(context, query, false);
      seen.push(...idsOf(page));
      before = page.next;
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => deliveryId(count - 1 - index)));
    // Some queries were cut, and read again with more lines.
    expect(logs.queries.some(({ text }) => text.endsWith("limit 290"))).toBe(true);
    expect(
      logs.queries.some(
        ({ groups: [group = ""], text }) => /receive/.test(group) && text.endsWith("limit 10000"),
      ),
    ).toBe(true);
  });

  it("without a start go back a day at a time, until the oldest line that is kept", async () => {
    const logs = logStore();
    addPublished(logs, ago(36 * 60), 1);
    const { context } = await recordedBridge(logs.answers);
    const today = await listRequests(context, {}, false);
    expect(today.items).toEqual([]);
    const yesterday = await listRequests(context, { before: today.next ?? "" }, false);
    expect(idsOf(yesterday)).toEqual([deliveryId(1)]);
    const last = await listRequests(context, { before: `${testNow - 29.5 * 86_400_000}~` }, false);
    expect(last).toMatchObject({ items: [], next: null });
  });

  it.each<[string, ListQuery, readonly string[]]>([
    ["a source", { source: ["b-slack"] }, [deliveryId(4)]],
    ["refusals", { outcome: ["refused"] }, ["req_1"]],
    ["a reason", { reason: ["signature-mismatch"] }, ["req_1"]],
    ["the code of a dead letter", { reason: ["bus-refused"] }, [deliveryId(3)]],
    ["dead letters", { outcome: ["dead-letter"] }, [deliveryId(3)]],
    ["what waits", { outcome: ["queued"] }, [deliveryId(5)]],
    ["what is deferred now, not what was", { outcome: ["deferred"] }, []],
    ["what is published", { outcome: ["published"] }, [deliveryId(4), deliveryId(2), deliveryId(1)]],
    ["an id", { text: deliveryId(2).slice(0, 20) }, [deliveryId(2)]],
    ["a time", { from: ago(9.5), to: ago(7.5) }, [deliveryId(2)]],
    ["a type", { type: ["com.slack.message.*"] }, [deliveryId(3), deliveryId(2), deliveryId(1)]],
    ["a type and an outcome", { type: ["com.slack.m*"], outcome: ["dead-letter"] }, [deliveryId(3)]],
    ["an entity and an action, which no one event has", { entity: ["message"], action: ["created"] }, []],
    ["a type that another only begins with", { type: ["com.slack.app"] }, []],
    ["refused or dead", { outcome: ["refused", "dead-letter"] }, [deliveryId(3), "req_1"]],
  ])("are narrowed by %s", async (_what, query, wanted) => {
    const logs = logStore();
    addPublished(logs, ago(10), 1);
    addRefused(logs, ago(9), 1);
    addAccepted(logs, ago(8), 2);
    addAttempt(logs, ago(7), 2, { outcome: "deferred", published: 0 });
    addAttempt(logs, ago(6), 2);
    addPublished(logs, ago(5), 3, {
      outcome: "parked",
      published: 0,
      code: "bus-refused",
      reason: "It is too large.",
    });
    addAccepted(logs, ago(4), 4, { source: "b-slack" });
    const mention = { id: "Ev4", type: "com.slack.app_mention", action: "created", bus: "events" };
    addAttempt(logs, ago(3), 4, { source: "b-slack", events: [mention] });
    addAccepted(logs, ago(2), 5);
    const { context } = await recordedBridge(logs.answers);
    // The refusal is in the time, too.
    const expected = query.to ? [...wanted, "req_1"] : wanted;
    expect(idsOf(await listRequests(context, query, false))).toEqual(expected);
    expect(idsOf(await listRequests(context, query, true))).toEqual(
      wanted.filter((id) => id.startsWith("dlv_")),
    );
  });
});
