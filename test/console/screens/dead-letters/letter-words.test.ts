import { describe, expect, it } from "vitest";
import {
  askedTitle,
  causesChosen,
  chosenFilter,
  chosenTitle,
  exportLines,
  groupQuery,
  kindOfQueue,
  letterCauses,
  letterOrder,
  lettersText,
  orderWords,
  prospectText,
  safetyText,
} from "../../../../src/console/screens/dead-letters/letter-words.ts";
import type { DeadLetterGroup, LetterOutlook } from "../../../../src/operate/dead-letters.ts";

const group = (more: Partial<DeadLetterGroup> = {}): DeadLetterGroup => ({
  queue: "deliveries",
  code: "event-invalid",
  reason: "It threw.",
  source: "hr",
  count: 6,
  first: "2026-11-30T09:12:00Z",
  last: "2026-11-30T10:20:00Z",
  ...more,
});

describe("which letters", () => {
  it("are of which list", () => {
    expect(["deliveries", "ordered", "buffer", "builds", "forward"].map(kindOfQueue)).toEqual([
      "not-published",
      "not-published",
      "not-published",
      "not-delivered",
      "not-delivered",
    ]);
  });

  it("are chosen by the address, also those that SQS moved and those without a source", () => {
    const groups = [
      group(),
      group({ code: null, source: null }),
      group({ queue: "builds", code: "NO_PERMISSIONS" }),
    ];
    for (const one of groups) {
      const query = new URLSearchParams(groupQuery(one));
      expect(causesChosen(groups, query)).toEqual([one]);
    }
    expect(causesChosen(groups, new URLSearchParams("show=not-published"))).toEqual([]);
    expect(causesChosen(groups, new URLSearchParams("source=hr"))).toHaveLength(2);
    expect(chosenFilter(new URLSearchParams(groupQuery(groups[1] ?? group())))).toEqual({
      queue: ["deliveries"],
      code: ["none"],
    });
  });

  it("are one cause where only their sentences differ, as one order moves them all", () => {
    const causes = letterCauses([
      group({ count: 2, first: "2026-11-30T12:00:00.000Z", reason: 'No bus for "invoice.paid".' }),
      group({ count: 3, first: "2026-11-30T11:00:00.000Z", reason: 'No bus for "charge.failed".' }),
      group({ source: "billing", count: 1 }),
    ]);
    expect(causes.map(({ source }) => source)).toEqual(["hr", "billing"]);
    expect(causes[0]).toMatchObject({
      count: 5,
      first: "2026-11-30T11:00:00.000Z",
      reasons: ['No bus for "charge.failed".', 'No bus for "invoice.paid".'],
    });
  });

  it("have a title of code and source", () => {
    expect(chosenTitle([group(), group({ reason: "another" })])).toBe("event-invalid, hr");
    expect(chosenTitle([group({ code: null })])).toBe("attempts used up, hr");
    expect(chosenTitle([group(), group({ source: "billing" })])).toBe("2 causes");
    expect(chosenTitle([])).toBe("");
  });

  it("keeps its title when the last one is gone", () => {
    expect(askedTitle(new URLSearchParams("queue=triage&code=none&source=hr"))).toBe("attempts used up, hr");
    expect(askedTitle(new URLSearchParams("code=event-invalid"))).toBe("event-invalid");
    expect(askedTitle(new URLSearchParams("queue=triage"))).toBe("");
  });

  it("promises that the ledger leaves out what comes twice only where the bridge publishes", () => {
    expect(safetyText("not-published")).toContain("the ledger publishes it once");
    expect(safetyText("not-delivered")).not.toContain("ledger");
    expect(safetyText("not-delivered")).toContain("a consumer that must act once");
    expect(lettersText("not-delivered")).toMatch(/^Each is an event;/);
  });
});

describe("an order", () => {
  it("is the same as its command", () => {
    const filter = { queue: ["deliveries"], code: ["event-invalid"], source: ["hr"] };
    const order = letterOrder(filter, { dryRun: false, perSecond: 10, leaveFailing: true });
    expect(order).toEqual({ filter, dryRun: false, perSecond: 10, leaveFailing: true });
    expect(orderWords("redrive", order)).toBe(
      "dead-letters redrive --code event-invalid --source hr --queue deliveries --per-second 10 --leave-failing",
    );
    expect(orderWords("discard", letterOrder(filter, { dryRun: false }))).toBe(
      "dead-letters discard --code event-invalid --source hr --queue deliveries",
    );
  });

  it("names the subscription whose queue it is about", () => {
    const order = letterOrder({ queue: ["my builds"] }, { dryRun: true, leaveFailing: true });
    expect(order).toEqual({ filter: { queue: ["my builds"] }, dryRun: true, subscription: "my builds" });
    expect(orderWords("redrive", order)).toBe("dead-letters redrive --subscription 'my builds'");
  });
});

describe("what a redrive would do", () => {
  const outlook = (more: Partial<LetterOutlook>): LetterOutlook => ({
    id: "l",
    prospect: "publish",
    events: 1,
    duplicates: 0,
    buses: ["people"],
    ...more,
  });

  it.each([
    [{}, "publish on people"],
    [{ events: 12, buses: ["people", "other"] }, "publish 12 events on people, other"],
    [{ prospect: "duplicate" }, "leave it out as a duplicate"],
    [{ prospect: "dropped" }, "drop it by `accept`"],
    [{ prospect: "fail", code: "event-invalid" }, "fail again: event-invalid"],
    [{ prospect: "unknown" }, "only EventBridge can say"],
  ] as const)("%j", (more, words) => {
    expect(prospectText(outlook(more))).toBe(words);
  });
});

it("exports a line of JSON for each letter", () => {
  const row = {
    id: "a",
    queue: "deliveries",
    at: "",
    source: null,
    delivery: null,
    code: null,
    reason: "x\ny",
    bytes: 1,
  };
  const lines = exportLines([row, { ...row, id: "b" }]).split("\n");
  expect(lines.slice(0, 2).map((line) => JSON.parse(line).id)).toEqual(["a", "b"]);
  expect(lines[2]).toBe("");
});
