import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { properties, stackOf } from "../../support/stack-of.ts";

describe("the alarm on an older secret", () => {
  const { Period, EvaluationPeriods } = (properties(stackOf({}), "OlderSecretAlarm") ?? {}) as {
    Period: number;
    EvaluationPeriods: number;
  };
  /** True when an older secret that matches at these seconds raises the alarm: each of the periods in a row has a match. */
  const fires = (matches: readonly number[], until: number): boolean => {
    const met = Array.from({ length: Math.ceil(until / Period) }, (_, index) =>
      matches.some((at) => Math.floor(at / Period) === index),
    );
    return met.some((_, from) => {
      const row = met.slice(from, from + EvaluationPeriods);
      return row.length === EvaluationPeriods && row.every(Boolean);
    });
  };
  const day = 86_400;

  it("hears of a vendor that sends once a day", () => {
    const nightly = Array.from({ length: 7 }, (_, index) => index * day + 7_200);
    expect(fires(nightly, 7 * day)).toBe(true);
  });

  it("leaves a rotation alone that takes the hours around midnight", () => {
    expect(fires([day - 3_600, day - 60, day + 60, day + 3_600], 7 * day)).toBe(false);
  });

  it("looks back no further than CloudWatch does", () => {
    expect(Period * EvaluationPeriods).toBeLessThanOrEqual(7 * day);
  });
});

it("alarms: thresholds, an email address, and one alarm for each source", () => {
  const alarms = {
    email: "a@example.com",
    oldestSeconds: 60,
    authenticationFailures: 3,
    deadlineShare: 70,
  };
  const stack = stackOf({ alarms });
  expect(properties(stack, "OldestDeliveryAlarm")).toMatchObject({ Threshold: 60 });
  expect(properties(stack, "DeadlineAlarm")).toMatchObject({ Threshold: 70, ExtendedStatistic: "p99" });
  expect(properties(stack, "AcmeDashslackAuthenticationAlarm")).toMatchObject({ Threshold: 3 });
  expect(properties(stack, "AlarmSubscription")).toMatchObject({ Endpoint: "a@example.com" });
});

it("docs/deploying.md explains every alarm", () => {
  const read = (file: string): string =>
    readFileSync(resolve(import.meta.dirname, "../../../..", file), "utf8");
  const alarms = Array.from(
    read("src/stack/resources/monitoring/alarms.ts").matchAll(/^ +([A-Z][A-Za-z]+Alarm): alarm\(/gm),
    ([, name]) => name,
  );
  expect(alarms.length).toBeGreaterThan(5);
  for (const alarm of alarms) expect(read("docs/deploying.md")).toContain(`\`${alarm}\``);
});
