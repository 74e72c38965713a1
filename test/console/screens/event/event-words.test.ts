import { describe, expect, it } from "vitest";
import {
  attributesIn,
  entryWithoutData,
  eventOutcome,
  payloadIn,
  ruleOutcome,
  targetName,
} from "../../../../src/console/screens/event/event-words.ts";
import type { RuleResult, TargetResult } from "../../../../src/operate/events.ts";
import { fakeEvent, fakeRequest } from "../../../support/bridge/fake-rows.ts";

const rule = (states: readonly TargetResult["state"][] | undefined): RuleResult => ({
  rule: "r",
  matched: states !== undefined,
  targets: (states ?? []).map((state, index) => ({ target: `t${index}`, state })),
});

describe("the attributes of an event", () => {
  it("come in the order in which they stand, without the payload", () => {
    const envelope =
      '{"id":"e","detail":{"specversion":"1.0","id":"a\\u0062","n":12345678901234567890,"data":{"id":1},"datacontenttype":"x"}}';
    expect(attributesIn(envelope)).toEqual([
      { name: "specversion", json: '"1.0"', text: "1.0" },
      { name: "id", json: '"a\\u0062"', text: "ab" },
      { name: "n", json: "12345678901234567890", text: "12345678901234567890" },
      { name: "datacontenttype", json: '"x"', text: "x" },
    ]);
    expect(attributesIn('{"detail":1}')).toEqual([]);
  });
});

describe("the payload of an event", () => {
  it.each([
    ['{"data":{"big":12345678901234567890}}', { kind: "json", text: '{"big":12345678901234567890}' }],
    ['{"data":null}', { kind: "json", text: "null" }],
    ['{"datacontenttype":"a/b","data_base64":"AAE="}', { kind: "base64", text: "AAE=", type: "a/b" }],
    ['{"dataref":"s3://b/claims/x"}', { kind: "dataref", uri: "s3://b/claims/x" }],
    ["{}", { kind: "none" }],
  ])("of %s", (detail, payload) => {
    expect(payloadIn(`{"detail":${detail}}`)).toEqual(payload);
  });

  it("is left out of the entry where it is long", () => {
    const long = `{"detail":{"id":"a","data":"${"x".repeat(3_000)}"}}`;
    expect(entryWithoutData(long)).toBe('{"detail":{"id":"a","data":"…"}}');
    expect(entryWithoutData('{"detail":{"data":1}}')).toBe('{"detail":{"data":1}}');
  });
});

describe("how far an event came", () => {
  it.each([
    [undefined, "unmatched", undefined],
    [[], "published", "No target"],
    [["delivered", "delivered"], "delivered", undefined],
    [["delivered", "failed"], "target-failed", undefined],
    [["delivered", "waiting"], "published", "Waiting"],
    [["unknown"], "published", "Matched"],
  ] as const)("at a rule whose targets are %j", (states, outcome, word) => {
    expect(ruleOutcome(rule(states))).toEqual({ outcome, ...(word !== undefined && { word }) });
  });

  it("at all rules, in a sentence", () => {
    const event = fakeEvent(fakeRequest(0));
    const word = (...rules: readonly RuleResult[]): string => eventOutcome({ ...event, rules }).word;
    expect(word(rule(["delivered"]), rule(undefined))).toBe("Delivered to 1 rule");
    expect(word(rule(["delivered"]), rule(["failed"]))).toBe("Failed at 1 of 2 rules");
    expect(word(rule(["delivered"]), rule(["waiting"]))).toBe("Delivered to 1 of 2 rules");
    expect(word(rule(undefined))).toBe("On its bus, no rule matches");
    const tried: RuleResult = {
      ...rule([]),
      targets: [{ target: "consumers/a.ts", state: "waiting", attempts: 2, reason: "no" }],
    };
    expect(ruleOutcome(tried)).toEqual({ outcome: "behind", word: "Failed, trying again" });
    expect(word(rule(["delivered"]), tried)).toBe("Delivered to 1 of 2 rules, trying again at 1");
    const { rules: _, ...unread } = event;
    expect(eventOutcome(unread).word).toBe("On its bus");
  });
});

it("names targets by service and name", () => {
  expect(targetName("arn:aws:sqs:eu-west-1:111122223333:orders")).toBe("sqs orders");
  expect(targetName("arn:aws:lambda:eu-west-1:111122223333:function:builds")).toBe("lambda builds");
  expect(targetName("queue")).toBe("queue");
});
