import { describe, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { github } from "../../../src/providers/index.ts";
import { refuseOtherRegions, ruleQuotaNotes } from "../../../src/stack/consumers/check-consumers.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";

/** What is said of so many subscriptions in a region. */
function notes(count: number, region: string, bus: BridgeConfig<"events">["buses"]["events"] = {}) {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const bridge = defineBridge<"events">({
    buses: { events: bus },
    sources: { a: { provider: github, bus: "events" } },
    subscriptions: Object.fromEntries(
      names.map((name) => [name, { bus: "events", on: "everything", queue: {} }]),
    ),
  });
  return ruleQuotaNotes(deploymentOf(bridge, "prod"), bridge.subscriptions, region);
}

describe("where EventBridge allows fewer rules", () => {
  it.each(["af-south-1", "eu-south-1"])("in %s, what is too much is said", (region) => {
    expect(notes(100, region)).toEqual([]);
    expect(notes(101, region)).toEqual([
      `The bus "events" has 101 subscriptions; in ${region}, EventBridge allows 100 rules a bus by default, which leaves room for 100: ask AWS to raise the quota.`,
    ]);
  });

  it("the bridge's own rules count", () => {
    expect(notes(98, "eu-south-1", { archiveDays: 1, lake: { days: 1 } })).toEqual([]);
    expect(notes(99, "eu-south-1", { archiveDays: 1, lake: { days: 1 } })).toEqual([
      expect.stringContaining("leaves room for 98"),
    ]);
  });

  it("elsewhere, nothing is said", () => {
    expect(notes(300, "eu-west-1")).toEqual([]);
  });
});

describe("a target of another region", () => {
  const topic = "arn:aws:sns:eu-west-1:111122223333:topic";
  const bridge = defineBridge<"events">({
    buses: { events: {} },
    sources: { a: { provider: github, bus: "events" } },
    subscriptions: {
      mail: { bus: "events", on: "everything", target: topic },
      away: {
        bus: "events",
        on: "everything",
        forward: "arn:aws:events:us-east-2:111122223333:event-bus/central",
      },
      mine: { bus: "events", on: "everything", queue: {} },
    },
  });
  const checkIn = (region: string) => () => refuseOtherRegions(bridge.subscriptions.values(), region);

  it("is refused", () => {
    expect(checkIn("eu-central-1")).toThrow(
      `eu-central-1, and EventBridge there can't call the target of "mail" (${topic}).`,
    );
  });

  it("is a bus, or there is none", () => {
    expect(checkIn("eu-west-1")).not.toThrow();
  });
});
