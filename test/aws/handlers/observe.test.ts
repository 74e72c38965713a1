import { describe, expect, it } from "vitest";
import { BridgeError } from "../../../src/core/errors.ts";
import type { PublishReport } from "../../../src/publish/ports.ts";
import type { ReceiveReport } from "../../../src/receive/ports.ts";
import { accepted, failed, observedAt, observedLines, published, rejected } from "../../support/observed.ts";

const lineOf = (lines: readonly string[]): Readonly<Record<string, unknown>> => JSON.parse(lines[0] ?? "{}");
const ofReceive = (report: ReceiveReport) => observedLines(({ received }) => received(report));
const ofPublish = (report: PublishReport) => observedLines((to) => to.published(report), {}, "publish");

describe("one line for each report", () => {
  it("of a request, with the fields of the contract first", () => {
    const lines = ofReceive({ ...rejected, source: "acme-slack", detail: "no key matches", remedy: "Look." });
    expect(lines).toHaveLength(1);
    expect(lineOf(lines)).toMatchObject({
      level: "WARN",
      message: "delivery rejected",
      time: new Date(observedAt).toISOString(),
      function: "receive",
      id: "req_1",
      source: "acme-slack",
      code: "unauthorized",
      reason: "signature-mismatch",
      detail: "no key matches",
      remedy: "Look.",
      ms: 1_500,
    });
    expect(Object.keys(lineOf(lines)).slice(0, 5)).toEqual(["level", "message", "time", "function", "id"]);
  });

  it("of a message, with the delivery's id", () => {
    const lines = ofPublish({ ...published, outcome: "deferred", code: "bus-failed", reason: "It waits." });
    expect(lines).toHaveLength(1);
    const { deliveryId } = published;
    expect(lineOf(lines)).toMatchObject({ level: "WARN", function: "publish", id: deliveryId });
  });

  it.each([
    ["INFO", "delivery accepted", ofReceive(accepted)],
    ["INFO", "handshake answered", ofReceive({ ...accepted, outcome: "handshake", handshake: "challenge" })],
    ["ERROR", "delivery failed", ofReceive(failed)],
    ["INFO", "delivery published", ofPublish(published)],
    ["ERROR", "delivery parked", ofPublish({ ...published, outcome: "parked" })],
    ["ERROR", "ledger not written", ofPublish({ ...published, outcome: "unrecorded" })],
  ])("%s: %s", (level, message, lines) => {
    expect(lines).toHaveLength(1);
    expect(lineOf(lines)).toMatchObject({ level, message });
  });

  it("a source that the configuration does not have is `unknown`, not the sender's text", () => {
    const unknown = { ...rejected, source: undefined, provider: undefined };
    expect(lineOf(ofReceive(unknown)).source).toBe("unknown");
    const unread = { ...published, outcome: "parked", deliveryId: undefined, source: undefined } as const;
    expect(lineOf(ofPublish(unread)).source).toBe("unknown");
  });
});

describe("the events of a message", () => {
  it("are named by what they are; their bus stands in the configuration", () => {
    expect(lineOf(ofPublish(published)).events).toEqual([
      { id: "Ev1", type: "com.slack.message.channels", entity: "message", action: "created" },
      { id: "Ev2", type: "com.slack.app_mention" },
    ]);
  });

  it("are named with their bus where a function chose it", () => {
    const lines = observedLines((to) => to.published({ ...published, source: "by-function" }), {}, "publish");
    expect(lineOf(lines).events).toMatchObject([{ bus: "events" }, { bus: "events" }]);
  });

  it("are not named where there are none, nor again beside their own line", () => {
    expect(lineOf(ofPublish({ ...published, events: [] }))).not.toHaveProperty("events");
    expect(lineOf(ofPublish({ ...published, outcome: "unrecorded" }))).not.toHaveProperty("events");
  });

  it("have no message any more once they are published", () => {
    expect(lineOf(ofPublish(published))).not.toHaveProperty("messageId");
    expect(lineOf(ofPublish({ ...published, outcome: "parked" })).messageId).toBe("m");
  });
});

it("a doubtful secret is one line of fixed words, and counts for nothing", () => {
  const doubt = { source: "acme-slack", provider: "slack", place: 1, problem: "quotes" } as const;
  const words = { what: "It is in quotation marks.", remedy: "Store it without them." };
  const lines = observedLines(({ doubted }) => doubted({ ...doubt, ...words }));
  expect(lines).toHaveLength(1);
  const line = lineOf(lines);
  expect(line).toMatchObject({ level: "WARN", message: "secret is doubtful", ...doubt, detail: words.what });
  expect(line).toMatchObject({ remedy: words.remedy, function: "receive" });
  expect(line._aws).toBeUndefined();
});

it("an error's own text, which may quote the sender, is not logged", () => {
  const plain = ofReceive({ ...failed, error: new Error("quoted: hunter2") });
  const error = new BridgeError("queue-failed", "m", "r", new Error("hunter2"));
  const ours = ofReceive({ ...failed, error });
  expect(lineOf(plain).error).toMatchObject({ name: "Error", at: expect.any(Array) });
  expect(lineOf(ours).error).toEqual({ code: "queue-failed", message: "m", remedy: "r", cause: "Error" });
  expect(plain.join() + ours.join()).not.toContain("hunter2");
});

it("an error of a function of the configuration is logged with the places in its code, and without its message", () => {
  const thrown = new TypeError("quoted:\n    at hunter2 (x:1:1)");
  const error = new BridgeError("event-invalid", "m", "r", thrown);
  const [text = ""] = ofPublish({ ...published, outcome: "parked", error });
  const { error: logged } = JSON.parse(text);
  expect(logged).toMatchObject({ code: "event-invalid", cause: "TypeError" });
  expect(logged.at[0]).toMatch(/^ {4}at .*observe\.test\.ts:\d+:\d+/);
  expect(text + ofReceive({ ...failed, error: thrown }).join()).not.toContain("hunter2");
});

it("a line break in a text stays inside its line", () => {
  const lines = ofPublish({ ...published, outcome: "parked", reason: 'two\nlines\u2028and "more"' });
  expect(lines).toHaveLength(1);
  expect(lineOf(lines).reason).toBe('two\nlines\u2028and "more"');
});
