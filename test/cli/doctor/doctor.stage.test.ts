import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { github } from "../../../src/providers/index.ts";
import {
  type Answers,
  AwsRefusal,
  type RecordedAws,
  recordedAws,
} from "../../operate/deployed/support/recorded-aws.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import { projectFolder } from "../support/run-hookbridge.ts";
import { runBeside, startHookbridge } from "../support/start-hookbridge.ts";

const bridge = defineBridge({
  buses: { events: { archiveDays: 7 } },
  sources: { "acme-github": { provider: github, bus: "events" } },
});

let aws: RecordedAws;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(projectFolder, ".hookbridge-doctor-"));
  writeFileSync(
    join(directory, "bridge.config.ts"),
    'import { defineBridge } from "hookbridge";\nimport { github } from "hookbridge/providers";\n' +
      'export default defineBridge({ buses: { events: { archiveDays: 7 } }, sources: { "acme-github": { provider: github, bus: "events" } } });\n',
  );
});
afterEach(async () => {
  await aws.close();
  rmSync(directory, { recursive: true, force: true });
});

async function doctor(answers: Answers, ...words: readonly string[]) {
  aws = await recordedAws({ ...stackAnswers(bridge, "prod"), ...answers });
  const env = { ...aws.variables, AWS_MAX_ATTEMPTS: "1", NO_COLOR: "1" };
  return runBeside(["doctor", "--stage", "prod", "--region", "eu-west-1", ...words], { cwd: directory, env });
}

const denied = (action: string) => () => {
  throw new AwsRefusal("AccessDeniedException", `User is not authorized to perform: ${action}`, 403);
};

interface Report {
  readonly check: string;
  readonly result: string;
}

it("what AWS refuses is a finding with the missing action, and stops no other check (a recorded AWS refuses nearly everything)", async () => {
  const { code, out, err } = await doctor(
    {
      ListRules: denied("events:ListRules"),
      DescribeEventBus: () => ({ Name: "hookbridge-prod-events" }),
      DescribeAlarms: denied("cloudwatch:DescribeAlarms"),
      GetMetricData: denied("cloudwatch:GetMetricData"),
      ReceiveMessage: denied("sqs:ReceiveMessage"),
      GetQueueAttributes: denied("sqs:GetQueueAttributes"),
      GetParameters: denied("ssm:GetParameters"),
    },
    "--json",
  );
  expect([code, err]).toEqual([1, ""]);
  const { findings, checks, subject } = JSON.parse(out);
  expect(subject).toBe("hookbridge-prod in eu-west-1");
  const resultOf = (name: string): string | undefined =>
    checks.find(({ check }: Report) => check === name)?.result;
  expect(["stack", "version", "buses"].map(resultOf)).toEqual(["fine", "fine", "fine"]);
  expect(["rules", "alarms", "secrets", "silence", "dead-letters"].map(resultOf)).toEqual(
    Array.from({ length: 5 }, () => "failed"),
  );
  const rules = findings.find(({ check }: Report) => check === "rules");
  expect(rules).toMatchObject({
    level: "warn",
    text: expect.stringMatching(
      /^Not looked at: rules of the buses.*AWS does not allow these credentials events:ListRules/,
    ),
    remedy: expect.stringContaining("Have events:ListRules allowed"),
  });
  expect(checks).toHaveLength(18);
});

it("secrets that are missing and a rule without a dead-letter queue (AWS's answers are recorded)", async () => {
  const { code, out } = await doctor({
    GetParameters: ({ Names }) => ({ Parameters: [], InvalidParameters: Names }),
    ListRules: () => ({
      Rules: [
        {
          Name: "consumer",
          Arn: "arn:aws:events:eu-west-1:111122223333:rule/hookbridge-prod-events/consumer",
          State: "ENABLED",
          EventPattern: '{"source":["com.github"]}',
        },
      ],
    }),
    ListTargetsByRule: () => ({
      Targets: [{ Id: "1", Arn: "arn:aws:lambda:eu-west-1:111122223333:function:orders" }],
    }),
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^bad {3}secrets: acme-github: It has no secret: its URL answers 503/m);
  expect(out).toContain("npx hookbridge secrets set acme-github --stage prod --region eu-west-1");
  expect(out).toMatch(
    /^warn {2}rules: The rule consumer on the bus events has no dead-letter queue for arn:aws:lambda/m,
  );
});

it("a stage that is not there ends with 2, and names those that are", async () => {
  aws = await recordedAws(stackAnswers(bridge, "prod"));
  const env = { ...aws.variables, AWS_MAX_ATTEMPTS: "1" };
  const { code, out, err } = await runBeside(["doctor", "--stage", "prd"], { cwd: directory, env });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/There is no stack hookbridge-prd/);
  expect(err).toContain("hookbridge-prod");
});

it("interrupted in the middle it ends with 130 and prints nothing half", async () => {
  let asked = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  aws = await recordedAws({
    ...stackAnswers(bridge, "prod"),
    ListRules: () => {
      asked();
      return new Promise<object>(() => {});
    },
  });
  const env = { ...aws.variables, AWS_MAX_ATTEMPTS: "1" };
  const { child, ended } = startHookbridge(["doctor", "--stage", "prod"], { cwd: directory, env });
  await waiting;
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, out: "" });
});
