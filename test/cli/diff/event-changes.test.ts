import { describe, expect, it } from "vitest";
import { changesContract, eventChanges, type SourceChange } from "../../../src/cli/diff/event-changes.ts";
import type { EventList, SourceEvents } from "../../../src/cli/diff/event-list.ts";
import type { EventFacts, RequestEvents } from "../../../src/cli/diff/source-events.ts";

const order: EventFacts = {
  type: "com.shop.order.created",
  id: "evt_1",
  source: "https://shop.example",
  subject: "17",
  entity: "order",
  action: "created",
  eventSource: "com.shop",
  detailType: "order.created",
  bus: "events",
  key: "shop#evt_1",
};

const request = (changes: Partial<RequestEvents>): RequestEvents => ({
  request: "a",
  events: [order],
  ...changes,
});
const shop = (created: RequestEvents): SourceEvents => ({ provider: "shop", requests: { created } });
const list = (sources: Record<string, SourceEvents>): EventList => ({
  format: 1,
  hookbridge: "1.0.0",
  sources,
});

const before = list({ shop: shop(request({})) });
const changeTo = (after: RequestEvents): readonly SourceChange[] =>
  eventChanges(before, list({ shop: shop(after) }));

describe("the changes of events", () => {
  it("are none between equal lists", () => {
    expect(eventChanges(before, structuredClone(before))).toEqual([]);
  });

  it.each([
    ["an attribute", { events: [{ ...order, entity: "cart" }] }, [["entity", "order", "cart"]]],
    [
      "an attribute that is new, and one that is gone",
      { events: [{ ...order, time: "2026-01-02T03:04:05Z", subject: undefined }] },
      [
        ["subject", "17", undefined],
        ["time", undefined, "2026-01-02T03:04:05Z"],
      ],
    ],
    ["the number of events", { events: [order, order] }, [["events", "1", "2"]]],
    ["a failure", { events: [], failure: "event-invalid" }, [["failure", undefined, "event-invalid"]]],
    ["what is dropped", { events: [], dropped: 1 }, [["events", "1", "0"]]],
  ] as const)("have %s with both values", (_, after, expected) => {
    const [change] = changeTo(request(after as Partial<RequestEvents>));
    expect(change?.differences.map(({ what, before: was, after: is }) => [what, was, is])).toEqual(expected);
    expect(change && changesContract(change)).toBe(true);
  });

  it.each([
    ["recorded anew", shop(request({ request: "b", events: [] }))],
    ["only in one of the lists", { provider: "shop", requests: {} }],
  ])("are not told of a request that is %s, which is said", (_, after) => {
    const [change] = eventChanges(before, list({ shop: after }));
    expect(change).toMatchObject({ differences: [], notCompared: ["created"] });
    expect(change && changesContract(change)).toBe(false);
  });

  it("name sources that are new, gone, or of another provider", () => {
    const after = list({ other: shop(request({})), shop: { provider: "market", requests: {} } });
    const kinds = (changes: readonly SourceChange[]) =>
      changes.map((change) => [change.source, change.kind, changesContract(change)]);
    expect(kinds(eventChanges(before, after))).toEqual([
      ["other", "added", false],
      ["shop", "provider", true],
    ]);
    expect(kinds(eventChanges(after, before))).toEqual([
      ["other", "removed", true],
      ["shop", "provider", true],
    ]);
  });

  it("know a source by its own name only, not by one that every object has", () => {
    expect(eventChanges(list({}), list({ constructor: shop(request({})) }))).toMatchObject([
      { kind: "added" },
    ]);
  });
});
