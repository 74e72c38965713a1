import { expect, it } from "vitest";
import { properties, stackOf } from "../support/stack-of.ts";

it("the ledger can't be deleted by mistake, in the console either", () => {
  expect(properties(stackOf({}), "Ledger")).toMatchObject({ DeletionProtectionEnabled: true });
});
