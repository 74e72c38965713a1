import { describe, expect, test } from "vitest";
import { letterFacts } from "../../../src/aws/dead-letters/letter.ts";
import { choosesLetter, type LetterFilter } from "../../../src/core/dead-letters/letter-filter.ts";

const at = "2026-03-04T05:06:07.891Z";
const queue = { name: "deliveries", deadLetterUrl: "https://sqs/dead", sourceUrl: "https://sqs/queue" };
const Body = JSON.stringify({
  v: 2,
  id: "dlv_1",
  source: "billing",
  headers: { "x-event": "invoice" },
  body: Buffer.from('{"customer":"Åse"}').toString("base64"),
});
const message = {
  MessageId: "m-1",
  Body,
  MessageAttributes: {
    code: { DataType: "String", StringValue: "event-invalid" },
    reason: { DataType: "String", StringValue: "The bus function threw." },
  },
  Attributes: { SentTimestamp: String(Date.parse(at)), ApproximateReceiveCount: "3" },
};
const facts = letterFacts({ queue, message });
const chosen = (filter: LetterFilter): boolean => choosesLetter(filter, facts, Body);

test("what is known of a letter", () => {
  expect(facts).toEqual({
    id: "m-1",
    queue: "deliveries",
    at,
    source: "billing",
    delivery: "dlv_1",
    code: "event-invalid",
    reason: "The bus function threw.",
    receives: 3,
    bytes: Buffer.byteLength(Body),
  });
  const [day] =
    letterFacts({ queue: { ...queue, retentionSeconds: 86_400 }, message }).deletedAt?.split("T") ?? [];
  expect(day).toBe("2026-03-05");
});

test("a letter that can't be read has the source of its attribute, if that names one", () => {
  const source = (StringValue: string) => ({ source: { DataType: "String", StringValue } });
  const factsOf = (name: string) =>
    letterFacts({ queue, message: { Body: "garbage", MessageAttributes: source(name) } });
  expect(factsOf("billing")).toMatchObject({ source: "billing", delivery: null, code: null });
  expect(factsOf("unknown").source).toBeNull();
});

test("EventBridge's letter of an event has its error, and names the event with its source and delivery", () => {
  const detail = { bridgesource: "billing", deliveryid: "dlv_7", type: "com.acme.paid" };
  const event = { id: "e", detail };
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  const letter = {
    Body: JSON.stringify(event),
    MessageAttributes: {
      ERROR_CODE: attribute("NO_PERMISSIONS"),
      ERROR_MESSAGE: attribute("Lack of permissions to invoke the target."),
    },
  };
  expect(letterFacts({ queue, message: letter })).toMatchObject({
    source: "billing",
    delivery: "dlv_7",
    type: "com.acme.paid",
    event: "e",
    code: "NO_PERMISSIONS",
    reason: "Lack of permissions to invoke the target.",
  });
});

describe("all filters must hold, of each one value", () => {
  const time = Date.parse(at);
  test.each<readonly [LetterFilter, boolean]>([
    [{}, true],
    [{ source: ["other", "billing"], code: ["event-invalid"] }, true],
    [{ source: ["other"] }, false],
    [{ source: ["billing"], code: ["none"] }, false],
    [{ queue: ["ordered"] }, false],
    [{ queue: ["deliveries"] }, true],
    [{ id: ["m-1"] }, true],
    [{ id: ["m-2"] }, false],
    [{ from: time, to: time }, true],
    [{ from: time + 1 }, false],
    [{ to: time - 1 }, false],
    [{ text: "BUS function" }, true],
    [{ text: "dlv_1" }, true],
    [{ text: "x-event" }, true],
    [{ text: "Åse" }, true],
    [{ text: "Ole" }, false],
  ])("%j: %s", (filter, expected) => {
    expect(chosen(filter)).toBe(expected);
  });

  test("`none` asks for what SQS moved after the last attempt, `unknown` for what names no source", () => {
    const bare = letterFacts({ queue, message: { MessageId: "m-3", Body: "garbage" } });
    expect(choosesLetter({ code: ["none"] }, bare, "garbage")).toBe(true);
    expect(choosesLetter({ source: ["unknown"] }, bare, "garbage")).toBe(true);
    expect(choosesLetter({ source: ["billing"] }, bare, "garbage")).toBe(false);
  });
});
