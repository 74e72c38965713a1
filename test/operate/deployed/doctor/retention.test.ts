import { expect, test } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import type { RunningBridge } from "../../../../src/operate/bridge.ts";
import { retentionCheck } from "../../../../src/operate/deployed/doctor/retention.ts";
import { slack } from "../../../../src/providers/index.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";
import { runCheck } from "../support/run-check.ts";

const dayMs = 24 * 3_600_000;

/** A bridge whose dead letters SQS deletes after so many days. */
const withLetters = (...days: readonly number[]): RunningBridge => {
  const items = days.map((day) => ({ deletedAt: new Date(testNow + day * dayMs).toISOString() }));
  const deadLetters = async () => ({ items, next: null, previous: null, total: items.length });
  return { deadLetters } as unknown as RunningBridge;
};

test("dead letters that SQS deletes soon", async () => {
  const { context } = await recordedBridge({});
  expect(await runCheck(retentionCheck, context, withLetters(2, 1, 10))).toMatchObject([
    {
      level: "bad",
      text: expect.stringMatching(/deletes 2 dead letters within three days, the first at 2026-12-01T12/),
    },
  ]);
  expect(await runCheck(retentionCheck, context, withLetters(10))).toEqual([]);
});

test("an archive that keeps events for longer than their payloads", async () => {
  const bridge = defineBridge({
    name: "acme",
    buses: { events: { archiveDays: 400 } },
    sources: { "acme-slack": { provider: slack, bus: "events" } },
    deployment: { claimDays: 30 },
  });
  const { context } = await recordedBridge({}, { bridge });
  expect(await runCheck(retentionCheck, context, withLetters())).toMatchObject([
    {
      level: "warn",
      text: expect.stringContaining("keeps events for 400 days, but large payloads are deleted after 30"),
    },
  ]);
});
