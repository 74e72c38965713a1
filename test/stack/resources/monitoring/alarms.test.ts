import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentedAlarms } from "../../../../src/cli/gen/alarm-page.ts";
import { logFieldsIn } from "../../../../src/cli/gen/log-line-table.ts";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../../src/config/deployment-options.ts";
import { metricUnits } from "../../../../src/core/logs/metrics.ts";
import { github } from "../../../../src/providers/index.ts";
import { buildStack, type Stack } from "../../../../src/stack/build-stack.ts";
import { accessLogFormat, restLogFormat } from "../../../../src/stack/front-doors/logs/access-log.ts";
import { descriptionLimit } from "../../../../src/stack/resources/monitoring/alarms/advice.ts";
import { SimulatedCloudWatch } from "../../support/cloudwatch/simulated-cloudwatch.ts";
import { arns } from "../../support/configs.ts";
import { properties, stackOf } from "../../support/stack-of.ts";

describe("options", () => {
  const options = { oldestSeconds: 60, authenticationFailures: 3, deadlineShare: 70 };

  it("thresholds, and an email address", () => {
    const stack = stackOf({ alarms: { ...options, email: "a@example.com" } });
    expect(properties(stack, "OldestDeliveryAlarm")).toMatchObject({ Threshold: 60 });
    expect(properties(stack, "AuthenticationAlarm")).toMatchObject({ Threshold: 3 });
    expect(properties(stack, "DeadlineAlarm")).toMatchObject({ Threshold: 70, ExtendedStatistic: "p99" });
    expect(properties(stack, "AlarmSubscription")).toMatchObject({ Endpoint: "a@example.com" });
  });

  it("alarms for each source only with perSource, with their hours of silence", () => {
    const bySource = (stack: Stack) =>
      Object.keys(stack.template.Resources).filter((id) => /^Acme.*Alarm$/.test(id));
    expect(bySource(stackOf({}))).toEqual([]);
    const stack = stackOf({ alarms: { ...options, perSource: true, silentHours: 72 } });
    expect(bySource(stack)).toHaveLength(8);
    expect(properties(stack, "AcmeDashslackAuthenticationAlarm")).toMatchObject({ Threshold: 3 });
    expect(JSON.stringify(properties(stack, "AcmeDashslackSilentAlarm"))).toContain('"Period":259200');
  });

  it("with metrics in total alone, strangers' failures can't be told from others", () => {
    expect(properties(stackOf({ metrics: "totals" }), "AuthenticationAlarm")).toMatchObject({
      MetricName: "authenticationFailures",
      Dimensions: [{ Name: "service", Value: "receive" }],
    });
  });
});

/** The longest names that the configuration allows, behind each front door. */
const longest = (frontDoor: DeploymentOptions["frontDoor"]): Stack => {
  // A load balancer's own name holds 32 characters.
  const length = frontDoor?.kind === "load-balancer" ? 15 : 20;
  const [name, stage, source] = ["n".repeat(length), "s".repeat(length), "a".repeat(64)];
  const buses = { events: { forwardTo: [arns.central] } };
  const order = frontDoor?.kind === "buffer-first" ? {} : ({ order: "subject" } as const);
  const sources = { [source]: { provider: github, bus: "events", ...order } } as const;
  const deployment = {
    ...(frontDoor && { frontDoor }),
    alarms: { perSource: true },
    concurrency: "unbounded",
  } as const;
  return buildStack(defineBridge({ name, buses, sources, deployment }), stage);
};

describe("the text of an alarm", () => {
  const firewall = { requestsPerAddress: 2_000 };
  it.each([
    longest(undefined),
    longest({ kind: "function-url" }),
    longest({ kind: "rest-api", firewall }),
    longest({ kind: "buffer-first", firewall }),
    longest({
      kind: "load-balancer",
      publicUrl: "https://hooks.example.com",
      certificate: arns.certificate,
      vpc: "vpc-1",
      subnets: ["subnet-1", "subnet-2"],
    }),
  ])("stays within CloudWatch's limit with the longest names: stack %#", async (stack) => {
    const cloudwatch = new SimulatedCloudWatch(stack);
    expect(cloudwatch.alarms.length).toBeGreaterThan(20);
    for (const id of cloudwatch.alarms) {
      const { AlarmDescription } = await cloudwatch.properties(id);
      // The stack's name is a part of the names that AWS makes.
      const text = AlarmDescription.replaceAll("hookbridge-prod-", `${stack.stackName}-`);
      expect(text.length, `${id}: ${text}`).toBeLessThanOrEqual(descriptionLimit);
      expect(text, id).toMatch(/^.+\. Likely: .+\. Do: .+\. (Query in \/aws\/.+: filter|Run: aws) /);
      expect(text, id).not.toContain("${");
    }
  });
});

describe("every alarm", () => {
  const stack = stackOf({ alarms: { perSource: true, silentHours: 168 } });
  const alarms = Object.entries(stack.template.Resources).flatMap(([id, { Type, Properties }]) =>
    Type === "AWS::CloudWatch::Alarm" ? [[id, JSON.stringify(Properties)] as const] : [],
  );

  it.each(alarms)(
    "%s looks back no further than CloudWatch does: a day, or a week by the hour",
    (_, text) => {
      const periods = Number(/"EvaluationPeriods":(\d+)/.exec(text)?.[1]);
      for (const [, seconds] of text.matchAll(/"Period":(\d+)/g)) {
        expect(Number(seconds) % 60).toBe(0);
        expect(periods * Number(seconds)).toBeLessThanOrEqual((Number(seconds) < 3_600 ? 1 : 7) * 86_400);
      }
    },
  );
});

describe("the queries", () => {
  const log = readFileSync(new URL("../../../../src/core/logs/log-line.ts", import.meta.url), "utf8");
  const logged = [
    ...logFieldsIn(log).map(({ name }) => name),
    ...Object.keys(metricUnits),
    ...["error.message", "error.remedy"],
  ];
  const ofGateway = [accessLogFormat, restLogFormat].flatMap((format) =>
    Array.from(format.matchAll(/"(\w+)":/g), ([, name = ""]) => name),
  );
  const words =
    /^(filter|stats|fields|sort|limit|by|as|and|or|not|in|asc|desc|count|latest|sum|max|min|pct|bin|ispresent)$/;

  /** Names in a query that are neither a word of the language, nor a text, nor an alias. */
  function fieldsIn(query: string): readonly string[] {
    const code = query.replaceAll(/"[^"]*"/g, "");
    const aliases = Array.from(code.matchAll(/ as (\w+)/g), ([, name]) => name);
    const named = code.match(/(?<![\w.])[@A-Za-z_][\w.]*/g) ?? [];
    return named.filter((name) => !words.test(name) && !aliases.includes(name) && name !== "m");
  }

  const queries = documentedAlarms(github).flatMap(({ alarm: { id, look } }) =>
    "query" in look ? [[id, look.log, look.query] as const] : [],
  );
  it.each(queries)("%s asks %s only for fields that it has", (_id, group, query) => {
    const fields = group.includes("apigateway") ? ofGateway : logged;
    const unknown = fieldsIn(query).filter(
      (name) => !fields.includes(name) && !["@timestamp", "@message"].includes(name),
    );
    expect(fieldsIn(query).length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  it("can fail", () => {
    expect(
      fieldsIn('filter outcome = "failed" | stats count(*) as n, latest(wrong) by bin(5m) | sort n'),
    ).toEqual(["outcome", "wrong"]);
  });
});
