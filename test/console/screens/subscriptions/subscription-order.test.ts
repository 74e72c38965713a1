import { expect, it } from "vitest";
import { targetParts, worstFirst } from "../../../../src/console/screens/subscriptions/subscription-order.ts";
import type { SubscriptionRow } from "../../../../src/operate/state.ts";

const row = (
  name: string,
  state: SubscriptionRow["state"],
  rest: Partial<SubscriptionRow> = {},
): SubscriptionRow => ({
  name,
  bus: "b",
  state,
  target: "queue",
  hasQueue: true,
  ...rest,
});

it("the worst stands first", () => {
  const rows = [
    row("b", "healthy"),
    row("a", "healthy"),
    row("c", "healthy", { deadLetters: 2 }),
    row("d", "paused"),
    row("e", "behind", { backlog: 1 }),
    row("f", "behind", { backlog: 5 }),
    row("g", "failing"),
  ];
  expect(worstFirst(rows).map(({ name }) => name)).toEqual(["g", "f", "e", "d", "c", "a", "b"]);
});

it("a target is its kind and which", () => {
  expect(targetParts("function consumers/builds.ts")).toEqual({
    kind: "function",
    which: "consumers/builds.ts",
  });
  expect(targetParts("queue")).toEqual({ kind: "queue", which: "" });
  expect(targetParts("arn:aws:sqs:eu-west-1:111122223333:orders")).toEqual({ kind: "sqs", which: "orders" });
  expect(targetParts("arn:aws:sqs:eu-west-1:111122223333:a, arn:aws:sns:eu-west-1:111122223333:b")).toEqual({
    kind: "sqs",
    which: "a and 1 more",
  });
});
