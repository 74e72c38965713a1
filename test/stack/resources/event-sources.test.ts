import { expect, it } from "vitest";
import { properties, stackOf } from "../support/stack-of.ts";

it("pollers replace the maximum concurrency", () => {
  const source = properties(
    stackOf({ queue: { pollers: { minimum: 2, maximum: 9 } } }),
    "DeliveryEventSource",
  );
  expect(source).toMatchObject({ ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 9 } });
  expect(source).not.toHaveProperty("ScalingConfig");
});
