import { expect, it } from "vitest";
import { arns } from "../support/configs.ts";
import { stackOf } from "../support/stack-of.ts";

it("log and metrics: the namespace of the stack, and what is chosen", () => {
  expect(stackOf({}).environment).toMatchObject({
    HOOKBRIDGE_METRICS_NAMESPACE: "Hookbridge/hookbridge-prod",
    HOOKBRIDGE_METRICS: "by-source",
    HOOKBRIDGE_LOG_ACCEPTED: "1",
  });
  expect(stackOf({ metrics: "totals", logs: { accepted: 0.1 } }).environment).toMatchObject({
    HOOKBRIDGE_METRICS: "totals",
    HOOKBRIDGE_LOG_ACCEPTED: "0.1",
  });
});

it("secrets: the functions get the store and the key", () => {
  const { environment } = stackOf({ secrets: { store: "secrets-manager", encryptionKey: arns.key } });
  expect(environment).toMatchObject({
    HOOKBRIDGE_SECRET_STORE: "secrets-manager",
    HOOKBRIDGE_SECRET_KEY: arns.key,
  });
});
