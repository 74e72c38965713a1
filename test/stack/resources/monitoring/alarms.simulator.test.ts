/** The simulated CloudWatch that the alarms are shown to fire in, held against what AWS documents of the real one. */
import { describe, expect, it } from "vitest";
import { type AlarmProperties, alarmState } from "../../support/cloudwatch/alarm-state.ts";
import { matchesPattern } from "../../support/cloudwatch/filter-pattern.ts";
import { evaluateExpression, type Series } from "../../support/cloudwatch/metric-math.ts";

describe("filter patterns", () => {
  const event = JSON.stringify({
    kind: "Refused",
    address: "203.0.113.7",
    code: 429,
    list: ["one", "two"],
    items: [{ id: 1 }, { id: 2, name: "b" }],
    nothing: null,
    flag: true,
  });
  it.each([
    ['{ $.kind = "Refused" }', true],
    ["{ $.kind = Refused }", true],
    ['{ $.kind = "refused" }', false],
    ['{ $.kind != "Accepted" }', true],
    ["{ $.address = 203.0.* }", true],
    ["{ $.address != 203.0.* }", false],
    ["{ $.kind = *fused }", true],
    ["{ $.kind = Ref*sed }", false],
    ["{ $.code = 429 }", true],
    ["{ $.code >= 5e2 }", false],
    ["{ $.code < +429.5 }", true],
    ['{ $.list[0] = "one" }', true],
    ['{ $.items[1].name = "b" }', true],
    ["{ $.items[1].id = 2 }", true],
    ["{ $.nothing IS NULL }", true],
    ["{ $.flag IS TRUE }", true],
    ["{ $.flag IS FALSE }", false],
    ["{ $.other NOT EXISTS }", true],
    ["{ $.kind NOT EXISTS }", false],
    // A list or an object is no value: neither the comparison nor its opposite holds.
    ["{ $.list = 1 }", false],
    ["{ $.list != 1 }", false],
    ["{ ($.code = 429) && ($.flag IS TRUE) }", true],
    // AND binds closer than OR; parentheses closest.
    ['{ $.code = 429 || $.kind = "x" && $.kind = "y" }', true],
    ['{ ($.code = 429 || $.kind = "x") && $.kind = "y" }', false],
  ])("%s: %s", (pattern, matches) => {
    expect(matchesPattern(pattern, event)).toBe(matches);
  });

  it("a line that is not JSON matches none", () => {
    expect(matchesPattern('{ $.kind != "x" }', "START RequestId: 1")).toBe(false);
  });

  it.each(["$.a = 1", "{ $.a }", "{ $.a = }", "{ a = 1 }", "{ $.a = 1", "{ $.a = 1 } && { $.b = 1 }"])(
    "%s is no pattern",
    (pattern) => {
      expect(() => matchesPattern(pattern, event)).toThrow();
    },
  );

  it("what AWS does not say is an error: a number against a text", () => {
    expect(() => matchesPattern('{ $.code = "429" }', event)).toThrow("AWS does not say how");
    expect(() => matchesPattern("{ $.kind >= 5 }", event)).toThrow("AWS does not say how");
  });
});

describe("metric math", () => {
  const metrics = { m1: [30, 20, 0, 0], m2: [20, undefined, 20, undefined] } as const;
  const evaluated = (expression: string, given: Readonly<Record<string, Series>> = metrics): Series =>
    evaluateExpression(expression, { metrics: given, quotas: { m1: 200 } });
  it.each<readonly [string, Series]>([
    // A value that only one of two series has counts as 0 in the other.
    ["m1 < m2", [0, 0, 1, 0]],
    ["m1 > 15 AND m2 > 15", [1, 0, 0, 0]],
    ["m1 - m2", [10, 20, -20, 0]],
    ["m2 * 2", [40, undefined, 40, undefined]],
    ["FILL(m2, 0)", [20, 0, 20, 0]],
    ["DIFF(m1)", [undefined, -10, -20, 0]],
    ["DIFF(FILL(m2, 0))", [undefined, -20, 20, -20]],
    ["IF(m1 > 10, 1, 0)", [1, 1, 0, 0]],
    ["m1 / SERVICE_QUOTA(m1) * 100", [15, 10, 0, 0]],
    ["m1 / m2", [1.5, undefined, 0, undefined]],
    ["1 + 2 * m1", [61, 41, 1, 1]],
    ["(1 + 2) * m1", [90, 60, 0, 0]],
  ])("%s", (expression, series) => {
    expect(evaluated(expression)).toEqual(series);
  });

  it.each(["m3", "FILL(m1)", "1 + 2", "m1 m2", "SERVICE_QUOTA(m2)", "MAX(m1)"])(
    "%s is no expression here",
    (text) => {
      expect(() => evaluated(text)).toThrow();
    },
  );
});

describe("the state of an alarm", () => {
  /** The state for the newest points (X above the threshold, 0 not, - missing), the newest last. */
  const stateOf = (points: string, change: Partial<AlarmProperties> = {}): string => {
    const now = 1_000_000;
    const alarm: AlarmProperties = {
      AlarmDescription: "",
      Namespace: "Test",
      MetricName: "m",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      Threshold: 0,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [],
      ...change,
    };
    const datapoints = [...points].flatMap((point, index) =>
      point === "-" ? [] : [{ at: now - (points.length - index) * 60, value: point === "X" ? 1 : 0 }],
    );
    const before = change.TreatMissingData === "ignore" ? "ALARM" : "OK";
    return alarmState(alarm, now, { datapoints: () => datapoints, quotaOf: () => undefined }, before);
  };
  const treatments = ["missing", "ignore", "breaching", "notBreaching"] as const;
  const two = { DatapointsToAlarm: 2 };
  // The rows of both tables on AWS's page that need no second look at the points' order; three points are evaluated of five.
  it.each<readonly [string, Partial<AlarmProperties>, readonly string[]]>([
    ["0-X-X", {}, ["OK", "OK", "OK", "OK"]],
    ["0----", {}, ["OK", "OK", "OK", "OK"]],
    ["-----", {}, ["INSUFFICIENT_DATA", "ALARM", "ALARM", "OK"]],
    ["0XX-X", {}, ["ALARM", "ALARM", "ALARM", "ALARM"]],
    ["0-X-X", two, ["ALARM", "ALARM", "ALARM", "ALARM"]],
    ["00X0X", two, ["ALARM", "ALARM", "ALARM", "ALARM"]],
  ])("%s %o", (points, change, states) => {
    const found = treatments.map((TreatMissingData) => stateOf(points, { ...change, TreatMissingData }));
    // "ignore" keeps the state, which was ALARM in these rows where it matters.
    expect(found).toEqual(
      states.map((state, index) => (index === 1 && points === "-----" ? "ALARM" : state)),
    );
  });

  it("of DynamoDB's metrics, missing data is ignored whatever the alarm says", () => {
    expect(stateOf("-----", { Namespace: "AWS/DynamoDB" })).toBe("OK");
    expect(stateOf("-----", { Namespace: "AWS/DynamoDB", TreatMissingData: "breaching" })).toBe("OK");
  });
});
