import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import type { LocalConsole } from "./local-console.ts";

/** Makes a rule with a queue as its target, as a developer would with the SDK. A queue that is not there fails. */
export async function makeLocalRule(
  { bridge }: LocalConsole,
  Name: string,
  pattern: object,
  { bus = "engineering", queue = "no-such-queue" } = {},
): Promise<void> {
  const { url = "", region = "", busPrefix = "" } = bridge.place.eventBridge ?? {};
  const client = new EventBridgeClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const EventBusName = `${busPrefix}${bus}`;
  try {
    await client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }));
    const Arn = `arn:aws:sqs:${region}:000000000000:${queue}`;
    await client.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [{ Id: "queue", Arn }] }));
  } finally {
    client.destroy();
  }
}
