/** A deployed bridge's context over the local AWS: real queues, buses, rules and archives, and a recorded Lambda, of which there is none here. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { startLocalAws } from "../../../../src/local/aws/start-local-aws.ts";
import type {
  DeployedBus,
  DeployedContext,
  DeployedQueue,
} from "../../../../src/operate/deployed/context.ts";

const region = "eu-west-1";
export const account = "000000000000";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

/** An event source mapping of the recorded Lambda. */
export interface RecordedMapping {
  readonly UUID: string;
  readonly EventSourceArn: string;
  State: string;
}

export interface LocalDeployment {
  readonly context: DeployedContext;
  readonly eventBridge: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Mappings that Lambda has; undefined makes Lambda refuse to say. */
  mappings: RecordedMapping[] | undefined;
  /** @returns URL and ARN */
  queue(
    name: string,
    attributes?: Readonly<Record<string, string>>,
  ): Promise<{ readonly url: string; readonly arn: string }>;
  /** Makes a rule on the bus `billing`. */
  rule(name: string, pattern: object, targets: readonly Target[]): Promise<string>;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

/** Answers ListEventSourceMappings and UpdateEventSourceMapping with AWS's shapes; any other service's call is refused. */
async function recordedLambda(mappings: () => RecordedMapping[] | undefined) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://lambda");
    const body = await bodyOf(request);
    const found = mappings();
    const answer = (status: number, value: object): void => {
      response.writeHead(status, {
        "content-type": "application/json",
        ...(status >= 400 && { "x-amzn-errortype": "AccessDeniedException" }),
      });
      response.end(JSON.stringify(value));
    };
    if (!url.pathname.startsWith("/2015-03-31/event-source-mappings") || !found)
      return answer(403, { Message: "User is not authorized to perform: lambda:ListEventSourceMappings" });
    if (request.method === "GET") {
      const arn = url.searchParams.get("EventSourceArn");
      const own = found.filter(({ EventSourceArn }) => EventSourceArn === arn);
      return answer(200, { EventSourceMappings: own });
    }
    const mapping = found.find(({ UUID }) => url.pathname.endsWith(`/${UUID}`));
    if (!mapping) return answer(404, { Message: "The resource you requested does not exist." });
    mapping.State = JSON.parse(body).Enabled ? "Enabling" : "Disabling";
    return answer(202, mapping);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Opens a deployment `hooks-prod` with the bus `billing`. */
export async function localDeployment(
  options: { readonly mayWrite?: boolean; readonly now?: () => number } = {},
): Promise<LocalDeployment> {
  const { mayWrite = true, now = Date.now } = options;
  const directory = mkdtempSync(join(tmpdir(), "operate-"));
  const aws = await startLocalAws(directory, region, now);
  const state: { mappings: RecordedMapping[] | undefined } = { mappings: [] };
  const lambda = await recordedLambda(() => state.mappings);
  const at = (endpoint: string) => ({ endpoint, region, credentials });
  const sqs = new SQSClient(at(aws.endpoints.sqs));
  const eventBridge = new EventBridgeClient(at(aws.endpoints.eventbridge));
  const lambdaClient = new LambdaClient({ ...at(lambda.url), maxAttempts: 1 });
  const cloudWatch = new CloudWatchClient({ ...at(lambda.url), maxAttempts: 1 });
  const queue: LocalDeployment["queue"] = async (QueueName, attributes = {}) => {
    const fifo = QueueName.endsWith(".fifo") ? { FifoQueue: "true" } : {};
    const { QueueUrl: url = "" } = await sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: { ...fifo, ...attributes } }),
    );
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
    );
    return { url, arn: Attributes?.QueueArn ?? "" };
  };
  const own = async (name: DeployedQueue["name"], file = ""): Promise<DeployedQueue> => ({
    name,
    url: (await queue(`${name}${file}`)).url,
    deadLetterUrl: (await queue(`${name}-dead${file}`)).url,
  });
  await eventBridge.send(new CreateEventBusCommand({ Name: "hooks-prod-billing" }));
  const bus: DeployedBus = {
    name: "billing",
    busName: "hooks-prod-billing",
    arn: `arn:aws:events:${region}:${account}:event-bus/hooks-prod-billing`,
    region,
    account,
    own: true,
    archiveDays: 7,
  };
  const forward = await queue("forward-dead");
  const clients = { sqs, eventBridge, lambda: lambdaClient, cloudWatch };
  const context = {
    ...{ name: "hooks", stage: "prod", stackName: "hooks-prod", region, account, partition: "aws" },
    ...{ mayWrite, now, config: undefined, buses: [bus] },
    queues: [await own("deliveries"), await own("ordered", ".fifo")],
    stack: { resources: new Map([["ForwardDeadLetterQueue", { physicalId: forward.url }]]), outputs: {} },
    clients,
  } as unknown as DeployedContext;
  return {
    context,
    eventBridge,
    sqs,
    get mappings() {
      return state.mappings;
    },
    set mappings(mappings) {
      state.mappings = mappings;
    },
    queue,
    async rule(Name, pattern, targets) {
      const EventBusName = bus.busName;
      const { RuleArn = "" } = await eventBridge.send(
        new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }),
      );
      await eventBridge.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [...targets] }));
      return RuleArn;
    },
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      lambda.server.close();
      lambda.server.closeAllConnections();
      await aws.close();
      rmSync(directory, { recursive: true });
    },
  };
}
