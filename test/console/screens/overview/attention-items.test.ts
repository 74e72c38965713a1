import { expect, it } from "vitest";
import { attentionItems } from "../../../../src/console/screens/overview/attention-items.ts";
import type { Attention, SubscriptionRow } from "../../../../src/operate/state.ts";

const one = (about: Attention["about"], level: Attention["level"] = "warn") =>
  attentionItems(
    [{ level, text: "It is so.", command: "npx hookbridge doctor", ...(about && { about }) }],
    [],
  )[0];

const row = (rest: Partial<SubscriptionRow>): SubscriptionRow => ({
  name: "builds",
  bus: "engineering",
  state: "healthy",
  target: "queue",
  hasQueue: true,
  ...rest,
});

it("each leads to where it can be seen", () => {
  const hrefs = [
    one({ kind: "refused", source: "a", reason: "signature-mismatch", request: "req_1" }),
    one({ kind: "refused" }),
    one({ kind: "failed", source: "a b", reason: "secret-missing" }),
    one({ kind: "dead-letters" }),
    one({ kind: "queue" }),
    one({ kind: "deadline", source: "a/b" }),
    one({ kind: "secret", source: "a" }),
  ].map((item) => item?.link?.href);
  expect(hrefs).toEqual([
    "/requests/req_1",
    "/stream?outcome=refused",
    "/stream?outcome=failed&source=a+b&reason=secret-missing",
    "/dead-letters",
    "/stream?outcome=queued,deferred",
    "/sources/a%2Fb",
    "/sources/a",
  ]);
});

it("what no page shows has its command, and only that", () => {
  expect(one({ kind: "alarm" }, "bad")).toMatchObject({
    outcome: "alarm",
    word: "Alarm",
    command: "npx hookbridge doctor",
  });
  expect(one(undefined)).toMatchObject({ outcome: "warning", command: "npx hookbridge doctor" });
  expect(one({ kind: "stack" })).toMatchObject({ word: "Stack" });
  expect(one({ kind: "dead-letters" })).not.toHaveProperty("command");
});

it("subscriptions that fail, and paused ones for which events wait, stand among them, the worst first", () => {
  const items = attentionItems(
    [{ level: "warn", text: "First." }],
    [
      row({ name: "idle", state: "paused", backlog: 0 }),
      row({ name: "revenue", state: "paused", backlog: 1_204, oldestSeconds: 1_860 }),
      row({ name: "triage", state: "failing", deadLetters: 12, failed: 1 }),
      row({ name: "fine" }),
    ],
  );
  expect(items.map(({ level, text }) => `${level}: ${text}`)).toEqual([
    "bad: The target of triage on bus engineering fails. 12 events could not be delivered. EventBridge gave up 1 delivery in the last hour.",
    "warn: First.",
    "warn: revenue is paused: 1,204 events wait, the oldest for 31 min.",
  ]);
});
