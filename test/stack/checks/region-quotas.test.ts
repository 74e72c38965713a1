import { expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { FrontDoor } from "../../../src/config/deployment-options.ts";
import { github } from "../../../src/providers/index.ts";
import { checkDeployment } from "../../../src/stack/checks/check-deployment.ts";
import { quotaNotes } from "../../../src/stack/checks/region-quotas.ts";

const notesOf = (region: string, frontDoor?: FrontDoor): readonly string[] => {
  const sources = { "acme-github": { provider: github, bus: "events" } } as const;
  const deployment = { concurrency: "unbounded", ...(frontDoor && { frontDoor }) } as const;
  return quotaNotes(
    checkDeployment(defineBridge({ buses: { events: {} }, sources, deployment }), "prod"),
    region,
  );
};
const throttled = (rate: number, burst: number): FrontDoor => ({
  kind: "rest-api",
  throttle: { rate, burst },
});

it("names a throttle over the default quota of a region that has a smaller one", () => {
  expect(notesOf("eu-south-1", throttled(2_501, 1_250))).toEqual([
    "The throttle is 2501 requests a second and 1250 at once; API Gateway's quota in eu-south-1 is 2500 and 1250 by default, " +
      "for all APIs of the account. What is over it is answered 429: ask AWS to raise the quota.",
  ]);
  expect(notesOf("mx-central-1", throttled(2_500, 1_251))).toHaveLength(1);
});

it("says nothing of what fits, of other regions and of doors without a throttle", () => {
  expect(notesOf("eu-south-1", throttled(2_500, 1_250))).toEqual([]);
  expect(notesOf("eu-west-1", throttled(10_000, 5_000))).toEqual([]);
  expect(notesOf("eu-south-1")).toEqual([]);
  expect(notesOf("eu-south-1", { kind: "function-url" })).toEqual([]);
});
