import { expect, it } from "vitest";
import { properties, stackOf } from "../support/stack-of.ts";

it("function-url: both permissions that AWS needs", () => {
  const stack = stackOf({ frontDoor: { kind: "function-url" }, concurrency: "unbounded" });
  expect(properties(stack, "ReceiveUrlPermission")).toMatchObject({ Action: "lambda:InvokeFunctionUrl" });
  expect(properties(stack, "ReceiveUrlInvokePermission")).toMatchObject({ InvokedViaFunctionUrl: true });
});
