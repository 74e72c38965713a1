import { expect, it } from "vitest";
import {
  oldestText,
  patternText,
  pauseRefused,
  pauseText,
  stateText,
  switchText,
} from "../../../../src/console/screens/subscriptions/subscription-words.ts";
import type { SubscriptionRow } from "../../../../src/operate/state.ts";

const row: SubscriptionRow = {
  name: "builds",
  bus: "engineering",
  state: "healthy",
  target: "function consumers/builds.ts",
  hasQueue: true,
};

it("a pause says what it does, and what is kept", () => {
  expect(pauseText(row)).toContain(
    "stops the mapping to its consumer. Its queue keeps each event for 14 days",
  );
  expect(pauseText({ ...row, target: "queue" })).toContain("what reads its queue");
  expect(pauseText({ ...row, state: "paused" })).toContain("delivers them, oldest first");
});

it("a target without a queue can't be paused, and why is said in both places", () => {
  const direct = { ...row, hasQueue: false };
  expect(pauseText(direct)).toContain("its events are then lost");
  expect(pauseRefused(direct, undefined)).toContain("no queue");
  expect(pauseRefused(row, undefined)).toBeUndefined();
  expect(pauseRefused(row, "Start with --write")).toBe("Start with --write");
});

it("before it is done, the numbers of now are said", () => {
  expect(switchText({ ...row, backlog: 1 })).toBe(
    "builds gets no events until it goes on. 1 event waits in its queue now; those that come are kept for 14 days.",
  );
  expect(switchText({ ...row, state: "paused", backlog: 1_204 })).toBe(
    "1,204 events wait in the queue of builds and will be delivered now.",
  );
});

it("what is wrong has its likeliest cause", () => {
  expect(stateText(row)).toBeUndefined();
  expect(stateText({ ...row, state: "failing", deadLetters: 12 })).toContain(
    "12 events could not be delivered",
  );
  expect(stateText({ ...row, state: "failing" })).toContain("tried again");
  expect(stateText({ ...row, state: "behind", backlog: 2 })).toContain("2 events wait");
  expect(stateText({ ...row, note: "its code can't be loaded" })).toBe("its code can't be loaded.");
});

it("says for how long the oldest event waits, or that nobody measures it", () => {
  expect(oldestText({ ...row, backlog: 2, oldestSeconds: 90 })).toBe("1 min 30 s");
  expect(oldestText({ ...row, backlog: 0 })).toBe("none waits");
  expect(oldestText({ ...row, backlog: 2 })).toBe("not measured here");
});

it("a pattern has line breaks, and keeps its digits", () => {
  expect(patternText('{"source":["com.github"]}')).toBe('{\n  "source": ["com.github"]\n}');
  const long = '{"detail":{"data":{"id":[12345678901234567890]}}}';
  expect(patternText(long)).toContain("[12345678901234567890]");
  expect(patternText("{no json")).toBe("{no json");
});
