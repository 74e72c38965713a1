import { afterEach, expect, it, vi } from "vitest";
import { lambdaTrace } from "../../src/config/lambda-trace.ts";

afterEach(() => void vi.unstubAllEnvs());

it("is that of the invocation under way, not of the first one", () => {
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1");
  expect(lambdaTrace()).toBe("Root=1");
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=2");
  expect(lambdaTrace()).toBe("Root=2");
  vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
  expect(lambdaTrace()).toBeUndefined();
});
