import { DescribeRuleCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deployedSubscriptions } from "../../../../src/operate/deployed/subscriptions/deployed-subscriptions.ts";
import { type LocalDeployment, localDeployment } from "../support/local-context.ts";

let deployment: LocalDeployment;
beforeEach(async () => {
  deployment = await localDeployment();
});
afterEach(() => deployment.close());

const pattern = { detail: { type: ["com.stripe.invoice.paid"] } };

/** A subscription with a queue, its dead-letter queue, and what Lambda reads from it. */
async function invoices() {
  const dead = await deployment.queue("invoices-dead");
  const queue = await deployment.queue("invoices", {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 }),
  });
  await deployment.rule("invoices", pattern, [{ Id: "queue", Arn: queue.arn }]);
  deployment.mappings = [{ UUID: "m-1", EventSourceArn: queue.arn, State: "Enabled" }];
  return { queue, dead };
}

const put = (url: string, body = "{}") =>
  deployment.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));

test("a rule is a subscription, with its queue and what waits there", async () => {
  const { queue, dead } = await invoices();
  await deployment.rule("hookbridge-tail-hooks-prod-1", pattern, [{ Id: "queue", Arn: queue.arn }]);
  const { subscriptions, subscription } = deployedSubscriptions(deployment.context);
  const row = {
    name: "invoices",
    bus: "billing",
    state: "healthy",
    target: queue.arn,
    pattern: JSON.stringify(pattern),
    backlog: 0,
    deadLetters: 0,
    hasQueue: true,
  };
  expect(await subscriptions()).toEqual([row]);
  await put(queue.url);
  expect(await subscription("invoices")).toEqual({ ...row, backlog: 1 });
  await put(dead.url);
  expect(await subscription("invoices")).toEqual({ ...row, backlog: 1, deadLetters: 1, state: "failing" });
  expect(await subscription("nothing")).toBeUndefined();
});

describe("pause and resume (Lambda's answers are recorded)", () => {
  test("a queue that Lambda reads is not read meanwhile, and the rule stays", async () => {
    await invoices();
    const { pause, resume } = deployedSubscriptions(deployment.context);
    expect(await pause("invoices")).toMatchObject({ state: "paused" });
    expect(deployment.mappings?.[0]?.State).toBe("Disabling");
    expect(await ruleState("invoices")).toBe("ENABLED");
    expect(await resume("invoices")).toMatchObject({ state: "healthy" });
    expect(deployment.mappings?.[0]?.State).toBe("Enabling");
  });

  test("where Lambda reads no queue, the rule is switched, and `hasQueue` warns of it", async () => {
    const queue = await deployment.queue("own-consumer");
    await deployment.rule("own-consumer", pattern, [{ Id: "queue", Arn: queue.arn }]);
    const { subscription, pause, resume } = deployedSubscriptions(deployment.context);
    expect(await subscription("own-consumer")).toMatchObject({ hasQueue: false });
    expect(await pause("own-consumer")).toMatchObject({ state: "paused" });
    expect(await ruleState("own-consumer")).toBe("DISABLED");
    expect(await resume("own-consumer")).toMatchObject({ state: "healthy" });
    expect(await ruleState("own-consumer")).toBe("ENABLED");
  });

  test("where Lambda may not be asked, nothing is switched", async () => {
    await invoices();
    deployment.mappings = undefined;
    const { subscription, pause } = deployedSubscriptions(deployment.context);
    expect(await subscription("invoices")).toMatchObject({ state: "healthy", hasQueue: true });
    await expect(pause("invoices")).rejects.toMatchObject({
      code: "aws-failed",
      message:
        "AWS does not allow these credentials lambda:ListEventSourceMappings, so it can't pause invoices.",
    });
    expect(await ruleState("invoices")).toBe("ENABLED");
  });

  test("is refused where only reading is allowed, and finds nothing under an unknown name", async () => {
    await invoices();
    const { pause } = deployedSubscriptions(deployment.context);
    expect(await pause("nothing")).toBeUndefined();
    const reading = deployedSubscriptions({ ...deployment.context, mayWrite: false });
    await expect(reading.pause("invoices")).rejects.toMatchObject({ code: "wrong-use" });
    expect(deployment.mappings?.[0]?.State).toBe("Enabled");
  });
});

async function ruleState(Name: string): Promise<string | undefined> {
  const command = new DescribeRuleCommand({ Name, EventBusName: "hooks-prod-billing" });
  return (await deployment.eventBridge.send(command)).State;
}
