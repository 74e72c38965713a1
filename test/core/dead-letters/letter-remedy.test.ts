import { expect, it } from "vitest";
import { letterRemedy } from "../../../src/core/dead-letters/letter-remedy.ts";

it("says what makes a corrected configuration count, here and deployed", () => {
  expect(letterRemedy("event-invalid", "deliveries")).toMatch(/says and deploy, then redrive\.$/);
  expect(letterRemedy("event-invalid", "deliveries", "local")).toMatch(
    /says and start the bridge again, then/,
  );
});

it("tells what waits for the bridge from what waits for a consumer", () => {
  expect(letterRemedy(null, "deliveries")).toMatch(/`publish`/);
  expect(letterRemedy(null, "builds")).toMatch(/of the consumer/);
  expect(letterRemedy(null, "builds", "local")).toMatch(/the bridge's terminal/);
  expect(letterRemedy("NO_PERMISSIONS", "builds")).toMatch(/rule's target/);
});
