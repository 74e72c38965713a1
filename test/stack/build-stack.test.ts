import { expect, it } from "vitest";
import { properties, stackOf } from "./support/stack-of.ts";

it("logDays, claimDays, tags", () => {
  const stack = stackOf({ logDays: 5, claimDays: 99, tags: { team: "x" } });
  expect(stack.logDays).toBe(5);
  expect(stack.tags).toEqual({
    "hookbridge:deployment": "hookbridge",
    "hookbridge:stage": "prod",
    team: "x",
  });
  expect(JSON.stringify(properties(stack, "ClaimBucket"))).toContain('"ExpirationInDays":99');
});
