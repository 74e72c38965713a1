import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetFunctionCommand, LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, expect, inject, it } from "vitest";
import { runHookbridge } from "../cli/support/run-hookbridge.ts";
import { copyProject, oslsWith } from "../stack/packaged/package-fixture.ts";

const endpoint = inject("endpoint");
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const settings = { endpoint, credentials, region: "us-east-1" };
const variables = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
const name = `c${Date.now().toString(36)}`;
const stack = `${name}-dev-consumers`;

/** Behind a REST API: moto's CloudFormation knows no other gateway. */
const config = (subscriptions: string): string => `
import { defineBridge } from "hookbridge";
import { github } from "hookbridge/providers";
export default defineBridge({
  name: "${name}", buses: { events: {} }, sources: { "acme-github": { provider: github, bus: "events" } },
  subscriptions: { ${subscriptions} },
  deployment: { frontDoor: { kind: "rest-api" } },
});`;

const opens = 'opens: { bus: "events", on: { type: "com.github.issues.*" }, queue: {} },';
/** None wants the event that is put: moto calls no other targets than queues and buses. */
const others = `
builds: { bus: "events", on: { type: "com.github.push" }, function: "consumers/builds.ts" },
flow: { bus: "events", on: { entity: "release" }, stateMachine: "flow.asl.json" },
lake: { bus: "events", on: { entity: "release" }, target: "arn:aws:firehose:us-east-1:123456789012:deliverystream/lake" },
central: { bus: "events", on: { entity: "release" }, forward: "arn:aws:events:us-east-1:123456789012:event-bus/default" },`;

const project = copyProject(config(opens + others));
mkdirSync(join(project, "consumers"));
writeFileSync(
  join(project, "consumers/builds.ts"),
  "export const handler = async (): Promise<void> => {};\n",
);
const pass = { StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } };
writeFileSync(join(project, "flow.asl.json"), JSON.stringify(pass));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const where = ["--stage", "dev", "--region", "us-east-1"];
const osls = (...words: readonly string[]): Promise<string> =>
  oslsWith(variables, project, ...words, ...where);
const hookbridge = (...words: readonly string[]) =>
  runHookbridge([...words, ...where], { cwd: project, env: variables });

const stacks = new CloudFormationClient(settings);
const stateOf = async (): Promise<string | undefined> =>
  (await stacks.send(new DescribeStacksCommand({ StackName: stack }))).Stacks?.[0]?.StackStatus;

/** Time for several deployments, also on a busy machine. */
const deployingMs = 900_000;

it(
  "consumers are deployed after the bridge, alone, and removed before it",
  async () => {
    const { out } = hookbridge("diff", "--json");
    expect(JSON.parse(out).consumers).toMatchObject({ stack, was: false, is: true });

    expect(await osls("deploy")).toContain(`${stack} is created.`);
    const rules = await new EventBridgeClient(settings).send(
      new ListRulesCommand({ EventBusName: `${name}-dev-events`, NamePrefix: `${stack}-` }),
    );
    expect(rules.Rules?.map(({ Name, State }) => `${Name?.slice(stack.length + 1)} ${State}`).sort()).toEqual(
      ["builds", "central", "flow", "lake", "opens"].map((one) => `${one} ENABLED`),
    );
    const lambda = new LambdaClient(settings);
    const builds = await lambda.send(new GetFunctionCommand({ FunctionName: `${stack}-builds` }));
    expect(builds.Configuration).toMatchObject({ Handler: "index.handler", MemorySize: 256 });
    const mappings = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: `${stack}-builds` }),
    );
    expect(mappings.EventSourceMappings).toMatchObject([{ BatchSize: 10, State: "Enabled" }]);

    // What is on the bus comes into the queue of the subscription that wants it.
    const Detail = JSON.stringify({ type: "com.github.issues.opened", id: "1" });
    const Entries = [
      { EventBusName: `${name}-dev-events`, Source: "com.github", DetailType: "issues.opened", Detail },
    ];
    await new EventBridgeClient(settings).send(new PutEventsCommand({ Entries }));
    const sqs = new SQSClient(settings);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const queue = QueueUrls.find((url) => url.includes(`${stack}-OpensQueue`));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue }));
    expect(JSON.parse(Messages?.[0]?.Body ?? "{}")).toMatchObject({
      detail: { type: "com.github.issues.opened" },
    });

    const listed = hookbridge("subscriptions", "list", "--json");
    const rows = JSON.parse(listed.out) as readonly { readonly name: string }[];
    expect(rows.map((row) => row.name).sort()).toEqual(["builds", "central", "flow", "lake", "opens"]);

    writeFileSync(join(project, "bridge.config.ts"), config(opens));
    const alone = hookbridge("deploy", "--only", "consumers");
    expect([alone.code, alone.err]).toEqual([0, expect.stringContaining(`${stack} is updated.`)]);
    expect(alone.err).toContain(
      '- Subscription "builds" is removed. Its queue and its dead-letter queue stay in SQS',
    );
    expect(await stateOf()).toBe("UPDATE_COMPLETE");

    // The last one is gone: so is the stack, and nothing of the bridge is deployed anew.
    await new EventBridgeClient(settings).send(new PutEventsCommand({ Entries }));
    writeFileSync(join(project, "bridge.config.ts"), config(""));
    const without = await osls("deploy");
    expect(without).toContain("No changes to deploy");
    expect(without).toContain(`Removing ${stack}: there are no subscriptions and no lakes any more:`);
    expect(without).toContain('- Subscription "opens" is removed.');
    expect(without).toMatch(/- About \d messages? waits? in .*OpensQueue/);
    await expect(stateOf()).rejects.toThrow(/not exist/);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toContain(queue);

    writeFileSync(join(project, "bridge.config.ts"), config(opens));
    expect(await osls("deploy")).toContain(`${stack} is created.`);
    expect(await osls("remove")).toContain(`${stack} is removed. Its queues and lakes' buckets stay`);
    await expect(stateOf()).rejects.toThrow(/not exist/);
  },
  deployingMs,
);
