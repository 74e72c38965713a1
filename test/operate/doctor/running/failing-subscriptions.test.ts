import { expect, it } from "vitest";
import { failingSubscriptionsCheck } from "../../../../src/operate/doctor/running/failing-subscriptions.ts";
import type { SubscriptionRow } from "../../../../src/operate/state.ts";
import { makeFakeBridge } from "../../../support/bridge/fake-bridge.ts";

const healthy: SubscriptionRow = {
  ...{ name: "builds", bus: "engineering", state: "healthy", target: "consumers/builds.ts", hasQueue: true },
};

async function findings(...rows: readonly SubscriptionRow[]) {
  const { bridge } = makeFakeBridge();
  bridge.subscriptions = async () => rows;
  const subject = { running: bridge, now: Date.now, sameBridge: "", serverTime: async () => undefined };
  return failingSubscriptionsCheck.run(subject);
}

it("finds nothing in what works, what is paused, and what only has dead letters", async () => {
  const paused: SubscriptionRow = { ...healthy, state: "paused", failed: 2 };
  const withLetters: SubscriptionRow = { ...healthy, state: "failing", failed: 0, deadLetters: 1 };
  expect(await findings(healthy, paused, withLetters)).toEqual([]);
});

it("names a consumer that fails, with its last error", async () => {
  const lastError = { at: "2026-11-30T12:00:00.000Z", reason: "TypeError: no" };
  expect(await findings({ ...healthy, state: "failing", failed: 3, lastError })).toEqual([
    {
      level: "bad",
      text: "builds fails on 3 events. The last error: TypeError: no.",
      remedy: "Correct consumers/builds.ts; what is tried again goes to it then.",
      command: "npx hookbridge subscriptions list",
      since: lastError.at,
    },
  ]);
});

it("names one whose code can't be loaded", async () => {
  expect(await findings({ ...healthy, state: "failing", note: "Error: no module" })).toMatchObject([
    { level: "bad", text: "builds does not run: Error: no module." },
  ]);
});

it("is skipped where no bridge runs", async () => {
  const subject = { running: undefined, now: Date.now, sameBridge: "", serverTime: async () => undefined };
  expect(await failingSubscriptionsCheck.run(subject)).toEqual({
    skipped: "No bridge runs on this machine.",
  });
});
