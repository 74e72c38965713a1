import { describe, expect, it } from "vitest";
import { encodeMessage } from "../../../src/aws/queue/message.ts";
import type { Delivery } from "../../../src/core/delivery.ts";
import { BridgeError } from "../../../src/core/errors.ts";
import type { Source } from "../../../src/core/source.ts";
import type { DeadLetterDetail } from "../../../src/operate/dead-letters.ts";
import type { OutlookConfig } from "../../../src/operate/outlook/letter-prospect.ts";
import { redriveOutlook } from "../../../src/operate/outlook/redrive-outlook.ts";
import github from "../../../src/providers/github.ts";

const text = new TextEncoder();

const delivery = (number: number, body: object, source = "acme"): Delivery => ({
  id: `dlv_${number}`,
  source,
  receivedAt: "2026-11-30T12:00:00.000Z",
  method: "POST",
  url: "https://hooks.example.com/hooks/acme",
  headers: { "x-github-event": "issues", "x-github-delivery": `gh-${number}` },
  proof: { covers: ["body:"], text: { before: "", after: "" } },
  body: text.encode(JSON.stringify(body)),
});

const letter = (
  number: number,
  message: string,
  code: string | null = "event-invalid",
): DeadLetterDetail => ({
  id: `letter-${number}`,
  queue: "deliveries",
  at: "2026-11-30T12:00:01.000Z",
  source: "acme",
  delivery: `dlv_${number}`,
  code,
  reason: null,
  bytes: message.length,
  message,
});

const opened = (number: number): object => ({ action: "opened", issue: { number }, marker: number });

const source = (more: Partial<Source> = {}): Source =>
  ({ name: "acme", provider: github, bus: "engineering", ...more }) as Source;

const configOf = (more: Partial<OutlookConfig> = {}, ofSource: Partial<Source> = {}): OutlookConfig => ({
  sources: new Map([["acme", source(ofSource)]]),
  buses: new Set(["engineering", "other"]),
  readBody: async () => text.encode(JSON.stringify(opened(99))),
  published: async () => new Set(),
  ...more,
});

const rules = [
  { name: "issues", bus: "engineering", pattern: '{"detail":{"entity":["issue"]}}' },
  { name: "elsewhere", bus: "other", pattern: '{"detail":{"entity":["issue"]}}' },
  { name: "broken", bus: "engineering", pattern: "{}" },
];

const letters = [1, 2, 3].map((number) => letter(number, encodeMessage(delivery(number, opened(number)))));

describe("redriveOutlook", () => {
  it("says what would be published, on which buses, and which rules would get it", async () => {
    const { outlook, failing } = await redriveOutlook(letters, rules, configOf());
    expect(outlook).toMatchObject({
      letters: { publish: 3, duplicate: 0, dropped: 0, fail: 0, unknown: 0 },
      events: 3,
      buses: [{ bus: "engineering", events: 3 }],
      subscriptions: [{ name: "issues", bus: "engineering", events: 3 }],
    });
    expect(outlook.each[0]).toEqual({
      id: "letter-1",
      prospect: "publish",
      events: 1,
      duplicates: 0,
      buses: ["engineering"],
      type: "com.github.issues.opened",
    });
    expect(failing).toEqual([]);
  });

  it("knows duplicates by the ledger, and of two letters with one event the second", async () => {
    const asked: string[] = [];
    const published = async (keys: readonly string[]): Promise<ReadonlySet<string>> => {
      asked.push(...keys);
      return new Set(keys.slice(0, 1));
    };
    const twice = [...letters, letter(4, encodeMessage(delivery(3, opened(3))))];
    const { outlook } = await redriveOutlook(twice, rules, configOf({ published }));
    expect(outlook.letters).toMatchObject({ publish: 2, duplicate: 2 });
    expect([outlook.events, outlook.duplicates]).toEqual([2, 2]);
    expect(asked).toHaveLength(3);
  });

  it("says what would fail again, with its code", async () => {
    const bus = (): string => {
      throw new Error("of the user's function");
    };
    const others = [
      ...letters.slice(0, 1),
      letter(5, encodeMessage(delivery(5, opened(5), "gone"))),
      letter(6, "no message"),
    ];
    const { outlook, failing } = await redriveOutlook(
      others,
      rules,
      configOf({}, { bus } as Partial<Source>),
    );
    expect(outlook.failures).toEqual([
      { code: "event-invalid", count: 1 },
      { code: "source-removed", count: 1 },
      { code: "message-unreadable", count: 1 },
    ]);
    expect(failing).toEqual(["letter-1", "letter-5", "letter-6"]);
    expect(outlook.each[1]).toMatchObject({ prospect: "fail", reason: expect.stringContaining('"gone"') });
  });

  it("says what is dropped, and what it can't know", async () => {
    const dropped = await redriveOutlook(letters, rules, configOf({}, { accept: ["push"] }));
    expect(dropped.outlook.letters).toMatchObject({ dropped: 3, publish: 0 });
    const refused = letter(7, letters[0]?.message ?? "", "bus-refused");
    const earlier = letter(8, JSON.stringify({ ...JSON.parse(letters[0]?.message ?? ""), v: 1 }));
    const { outlook } = await redriveOutlook([refused, earlier], rules, configOf());
    expect(outlook.letters).toMatchObject({ unknown: 2 });
  });

  it("reads a body that is in S3, and says so when it is gone", async () => {
    const large = letter(9, encodeMessage(delivery(9, {}), { bodyRef: "s3://b/claims/dlv_9" }));
    expect((await redriveOutlook([large], rules, configOf())).outlook.letters.publish).toBe(1);
    const readBody = async (): Promise<never> => {
      throw new BridgeError("message-unreadable", "It is gone.", "Discard it.");
    };
    const gone = await redriveOutlook([large], rules, configOf({ readBody }));
    expect(gone.outlook.failures).toEqual([{ code: "message-unreadable", count: 1 }]);
  });

  it("tells the first thousand one by one, and counts all", async () => {
    const many = Array.from({ length: 1_020 }, (_, number) =>
      letter(number, encodeMessage(delivery(number, opened(number)))),
    );
    const { outlook } = await redriveOutlook(many, rules, configOf());
    expect([outlook.each.length, outlook.letters.publish]).toEqual([1_000, 1_020]);
  });
});
