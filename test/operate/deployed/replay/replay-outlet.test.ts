import { ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { makeOutlet, removeLeftOutlets } from "../../../../src/operate/deployed/replay/replay-outlet.ts";
import { localDeployment } from "../support/local-context.ts";

const dayMs = 24 * 3_600_000;

test("what a killed replay left is removed after a day, and not before", async () => {
  const deployment = await localDeployment();
  onTestFinished(() => deployment.close());
  const { context, eventBridge, sqs } = deployment;
  const [bus] = context.buses;
  if (!bus) throw new Error("no bus");
  const names = [Date.now() - 2 * dayMs, Date.now()].map((time) => `hookbridge-replay-hooks-prod-${time}`);
  for (const name of names) await makeOutlet(context, bus, name, '{"source":["x"]}');
  expect(await removeLeftOutlets(context)).toEqual([names[0]]);
  const { Rules = [] } = await eventBridge.send(new ListRulesCommand({ EventBusName: bus.busName }));
  expect(Rules.map(({ Name }) => Name)).toEqual([names[1]]);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "hookbridge-replay-" }));
  expect(QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1))).toEqual([names[1]]);
});
