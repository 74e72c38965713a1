import { describe, expect, it } from "vitest";
import { findLoggedEvent } from "../../../../src/operate/deployed/events/find-event.ts";
import { listEvents } from "../../../../src/operate/deployed/events/list-events.ts";
import type { EventRow } from "../../../../src/operate/events.ts";
import type { Page } from "../../../../src/operate/lists.ts";
import { addAttempt, addPublished, deliveryId } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const minute = 60_000;
const ago = (minutes: number): number => testNow - minutes * minute;
const idsOf = ({ items }: Page<EventRow>): readonly string[] => items.map(({ id }) => id);
const named = (id: string, type: string, more: object = {}) => ({ id, type, bus: "events", ...more });

describe("events of a stage, with Logs Insights answered by a recorded server", () => {
  it("are those that lines of publish name, the newest first, with the vendor's name out of the type", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1);
    addPublished(logs, ago(5), 2, {
      published: 2,
      events: [
        named("Ev2a", "com.slack.message.channels", { entity: "message", action: "created" }),
        named("Ev2b", "com.slack.app_mention"),
      ],
    });
    const { context } = await recordedBridge(logs.answers);
    const page = await listEvents(context, {});
    expect(idsOf(page)).toEqual(["Ev2b", "Ev2a", "Ev1"]);
    expect(page.items[1]).toEqual({
      id: "Ev2a",
      eventId: "Ev2a",
      at: new Date(ago(5) + 100).toISOString(),
      bus: "events",
      type: "com.slack.message.channels",
      name: "message.channels",
      source: "acme-slack",
      delivery: deliveryId(2),
      entity: "message",
      action: "created",
    });
    expect(page.read?.note).toMatch(/^Read \d+ KB of logs/);
  });

  it("leave out what was not put on a bus: duplicates, dead letters, and what stands beside a line", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1, { published: 0, duplicates: 1 });
    addPublished(logs, ago(8), 2, { outcome: "parked", published: 0, code: "bus-refused" });
    addPublished(logs, ago(7), 3);
    addAttempt(logs, ago(7), 3, { outcome: "unrecorded" });
    const { context } = await recordedBridge(logs.answers);
    expect(idsOf(await listEvents(context, {}))).toEqual(["Ev3"]);
  });

  it("are filtered by what they are, each by itself", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1, {
      published: 2,
      events: [
        named("a", "com.slack.one", { entity: "message" }),
        named("b", "com.slack.two", { action: "created" }),
      ],
    });
    const { context } = await recordedBridge(logs.answers);
    expect(idsOf(await listEvents(context, { type: ["com.slack.t*"] }))).toEqual(["b"]);
    expect(idsOf(await listEvents(context, { type: ["com.slack.one", "com.slack.two"] }))).toEqual([
      "b",
      "a",
    ]);
    // Both words are in the line, and of no one event.
    expect(idsOf(await listEvents(context, { entity: ["message"], action: ["created"] }))).toEqual([]);
    expect(idsOf(await listEvents(context, { bus: ["people"] }))).toEqual([]);
    await expect(listEvents(context, { outcome: ["refused"] })).rejects.toMatchObject({ code: "wrong-use" });
  });

  it("are paged without a gap and without one twice, also within a delivery", async () => {
    const logs = logStore();
    const many = (number: number) =>
      ["a", "b", "c"].map((part) => named(`${number}${part}`, "com.slack.many"));
    for (let number = 0; number < 12; number++)
      addPublished(logs, ago(10) + Math.floor(number / 4), number, { published: 3, events: many(number) });
    const { context } = await recordedBridge(logs.answers);
    const whole = idsOf(await listEvents(context, { from: ago(20) }));
    expect(whole).toHaveLength(36);
    const seen: string[] = [];
    let before: string | null | undefined;
    while (before !== null) {
      const query = { from: ago(20), limit: 5, ...(before !== undefined && { before }) };
      const page: Page<EventRow> = await listEvents(context, query);
      seen.push(...idsOf(page));
      before = page.next;
    }
    expect(seen).toEqual(whole);
  });

  it("are read on where more lines match than one answer holds", async () => {
    const logs = logStore();
    for (let number = 0; number < 1_300; number++) addPublished(logs, ago(60) + number * 2_000, number);
    const { context } = await recordedBridge(logs.answers);
    const page = await listEvents(context, { from: ago(70), text: "Ev", limit: 1_000 });
    expect(idsOf(page)).toEqual(Array.from({ length: 1_000 }, (_, at) => `Ev${1_299 - at}`));
  });
});

describe("one event of a stage, with Logs Insights answered by a recorded server", () => {
  it("is found by the id that its consumers see, and says where its payload is", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1);
    addPublished(logs, ago(9), 11);
    addPublished(logs, ago(3 * 24 * 60), 2);
    const { context } = await recordedBridge(logs.answers);
    expect(await findLoggedEvent(context, "Ev1")).toMatchObject({
      id: "Ev1",
      delivery: deliveryId(1),
      note: expect.stringMatching(
        /npx hookbridge replay Ev1 --stage dev --subscription <name> \(Read \d+ KB/,
      ),
    });
    expect(logs.queries).toHaveLength(1);
    expect(await findLoggedEvent(context, "Ev2")).toMatchObject({ id: "Ev2" });
    expect(await findLoggedEvent(context, "Ev")).toBeUndefined();
  });

  it("whose id a shell would read otherwise is quoted in the command", async () => {
    const logs = logStore();
    addPublished(logs, ago(9), 1, { events: [named("a;b", "com.slack.one")] });
    const { context } = await recordedBridge(logs.answers);
    expect((await findLoggedEvent(context, "a;b"))?.note).toContain("replay 'a;b' --stage");
  });
});
