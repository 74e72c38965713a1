import { expect, it } from "vitest";
import { properties, stackOf } from "./support/stack-of.ts";

const traces = '"xray:PutTraceSegments","xray:PutTelemetryRecords"';
const rest = { kind: "rest-api" } as const;

it("lets no function send traces, and records none, unless they are asked for", () => {
  const stack = stackOf({ frontDoor: rest });
  expect(stack.tracing).toBe("PassThrough");
  expect(JSON.stringify(stack.template.Resources)).not.toContain("xray");
  expect(properties(stack, "RestApiStage")?.TracingEnabled).toBe(false);
});

it("tracing: true traces both functions and a REST API", () => {
  const stack = stackOf({ frontDoor: rest, tracing: true });
  expect(stack.tracing).toBe("Active");
  for (const role of ["ReceiveRole", "PublishRole"])
    expect(JSON.stringify(properties(stack, role))).toContain(traces);
  expect(properties(stack, "RestApiStage")?.TracingEnabled).toBe(true);
});

it("refuses what is neither true nor false", () => {
  expect(() => stackOf({ tracing: "Active" as never })).toThrow('tracing is "Active".');
});
