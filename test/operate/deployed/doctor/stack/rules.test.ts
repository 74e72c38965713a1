import { DisableRuleCommand, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, expect, test } from "vitest";
import { busesCheck } from "../../../../../src/operate/deployed/doctor/stack/buses.ts";
import { rulesCheck } from "../../../../../src/operate/deployed/doctor/stack/rules.ts";
import type { DeployedSubject } from "../../../../../src/operate/deployed/doctor/subject.ts";
import { readersCheck } from "../../../../../src/operate/deployed/doctor/traffic/readers.ts";
import type { DoctorCheck, DoctorFinding } from "../../../../../src/operate/doctor/finding.ts";
import { account, type LocalDeployment, localDeployment } from "../../support/local-context.ts";

let deployment: LocalDeployment;
beforeEach(async () => {
  deployment = await localDeployment();
});
afterEach(() => deployment.close());

async function findings(check: DoctorCheck<DeployedSubject>, context = deployment.context) {
  const answer = await check.run({
    context,
    running: undefined,
    now: Date.now,
    sameBridge: " --stage prod",
    serverTime: async () => undefined,
    versionHere: "0.2.0",
  });
  return answer as readonly DoctorFinding[];
}

const pattern = { source: ["com.stripe"] };

test("a rule with a queue and a dead-letter queue is as it should be", async () => {
  const [queue, dead] = [await deployment.queue("q"), await deployment.queue("d")];
  await deployment.rule("good", pattern, [{ Id: "q", Arn: queue.arn, DeadLetterConfig: { Arn: dead.arn } }]);
  expect(await findings(rulesCheck)).toEqual([]);
});

test("names rules without a dead-letter queue, off, without a target, and to a queue that is gone", async () => {
  const [queue, dead] = [await deployment.queue("q"), await deployment.queue("d")];
  const EventBusName = "hooks-prod-billing";
  await deployment.rule("bare", pattern, [{ Id: "q", Arn: queue.arn }]);
  await deployment.rule("off", pattern, [{ Id: "q", Arn: queue.arn, DeadLetterConfig: { Arn: dead.arn } }]);
  await deployment.eventBridge.send(new DisableRuleCommand({ Name: "off", EventBusName }));
  const EventPattern = JSON.stringify(pattern);
  await deployment.eventBridge.send(new PutRuleCommand({ Name: "empty", EventBusName, EventPattern }));
  const gone = `arn:aws:sqs:eu-west-1:${account}:gone`;
  await deployment.rule("lost", pattern, [{ Id: "q", Arn: gone, DeadLetterConfig: { Arn: dead.arn } }]);
  const found = await findings(rulesCheck);
  expect(found.map(({ level, text }) => [level, text.split(":")[0]])).toEqual([
    ["bad", "The rule lost on the bus billing sends to the queue arn"],
    ["warn", "The rule empty on the bus billing has no target"],
    ["warn", "The rule off on the bus billing is disabled"],
    ["warn", "The rule bare on the bus billing has no dead-letter queue for arn"],
  ]);
});

test("a bus that is gone", async () => {
  expect(await findings(busesCheck)).toEqual([]);
  const [bus] = deployment.context.buses;
  const buses = bus ? [{ ...bus, arn: `${bus.arn}-gone` }] : [];
  expect(await findings(busesCheck, { ...deployment.context, buses })).toMatchObject([
    { level: "bad", text: expect.stringContaining("does not exist: EventBridge drops what is put on it") },
  ]);
});

test("queues that no function reads (Lambda's answers are recorded)", async () => {
  const arn = (name: string): string => `arn:aws:sqs:eu-west-1:${account}:${name}`;
  deployment.mappings = [
    { UUID: "m-1", EventSourceArn: arn("deliveries"), State: "Enabled" },
    { UUID: "m-2", EventSourceArn: arn("ordered.fifo"), State: "Disabled" },
  ];
  expect(await findings(readersCheck)).toMatchObject([
    {
      level: "bad",
      text: expect.stringContaining("Nothing reads the queue ordered: the function is switched off"),
      remedy: expect.stringContaining("--uuid m-2 --enabled"),
    },
  ]);
});
