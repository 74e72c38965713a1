import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { DescribeEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, expect, inject, it } from "vitest";
import type { StackDiff } from "../../src/cli/diff/stack-diff.ts";
import { runHookbridge } from "../cli/support/run-hookbridge.ts";
import { copyProject, oslsWith } from "../stack/packaged/package-fixture.ts";

const endpoint = inject("endpoint");
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const settings = { endpoint, credentials, region: "us-east-1" };
const variables = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** What is made stays on an endpoint that lasts; moto gives archives names as long as the stack's, and takes 48 characters. */
const name = `d${Date.now().toString(36)}`;

/** Behind a REST API: moto's CloudFormation knows no other gateway. */
const config = (buses: string, sources: string): string => `
import { defineBridge } from "hookbridge";
import { github, slack } from "hookbridge/providers";
export default defineBridge({
  name: "${name}", buses: { events: { archiveDays: 3 }, ${buses} }, sources: { ${sources} },
  deployment: { frontDoor: { kind: "rest-api" } },
});`;

const github = '"acme-github": { provider: github, bus: "events" }';
const slack = '"acme-slack": { provider: slack, bus: "events" }';
const project = copyProject(config("", github));
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Time for ten calls of osls, also on a busy machine. */
const deployingMs = 600_000;

const deploy = (...command: readonly string[]): Promise<string> =>
  oslsWith(variables, project, ...command, "--stage", "dev", "--region", "us-east-1");

/** What `hookbridge diff` says of the project and the deployed stack. */
function diff(): StackDiff {
  const where = ["--stage", "dev", "--region", "us-east-1"];
  const { out, err } = runHookbridge(["diff", ...where, "--json"], { cwd: project, env: variables });
  if (out === "") throw new Error(err);
  return JSON.parse(out);
}

it(
  "osls deploys to an AWS that is not ours, says what a change means, and removes what holds no state",
  async () => {
    expect(diff()).toMatchObject({ notes: [`Nothing is deployed as ${name}-dev yet: everything is new.`] });
    const first = await deploy("deploy");
    expect(first).toContain(`Service deployed to stack ${name}-dev`);
    expect(first).not.toContain("What this changes");

    // The template and the events come back from AWS as they were packaged.
    const unchanged = { notes: [], eventsChange: false, events: [], meaning: [], code: [] };
    expect(diff()).toMatchObject({
      ...unchanged,
      resources: { added: [], removed: [], changed: [], outputs: [] },
    });

    writeFileSync(join(project, "bridge.config.ts"), config("more: {}", slack));
    const planned = diff();
    expect(planned.eventsChange).toBe(true);
    expect(planned.events.map(({ source, kind }) => [source, kind])).toEqual([
      ["acme-github", "removed"],
      ["acme-slack", "added"],
    ]);
    expect(planned.resources.added).toContainEqual({ id: "MoreBus", type: "AWS::Events::EventBus" });
    const second = await deploy("deploy");
    expect(second).toMatch(/What this changes:\s+- Bus "more" is added\./);
    expect(second).toMatch(/Source "acme-github" is removed: its URL answers 401/);
    expect(second).toMatch(/Source "acme-slack" is added: it answers 503 until/);

    const stacks = new CloudFormationClient(settings);
    const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: `${name}-dev` }));
    const outputs = Stacks?.[0]?.Outputs?.map(({ OutputKey }) => OutputKey);
    expect(outputs).toEqual(expect.arrayContaining(["HooksUrl", "DeliveryQueueUrl", "DeadLetterQueueUrl"]));

    // What docs/deploying.md advises after a bad deployment: the package of an earlier one is still in the deployment bucket.
    const sourcesOf = async (): Promise<readonly string[]> => {
      const { TemplateBody = "" } = await stacks.send(new GetTemplateCommand({ StackName: `${name}-dev` }));
      return Object.keys(JSON.parse(TemplateBody).Metadata.Hookbridge.sources);
    };
    expect(await sourcesOf()).toEqual(["acme-slack"]);
    const [, earlier = ""] = /Timestamp: (\d+)/.exec(await deploy("deploy", "list")) ?? [];
    await deploy("rollback", "--timestamp", earlier);
    expect(await sourcesOf()).toEqual(["acme-github"]);
    expect(diff().events.map(({ source, kind }) => [source, kind])).toEqual([
      ["acme-github", "removed"],
      ["acme-slack", "added"],
    ]);

    await deploy("remove");
    await expect(stacks.send(new DescribeStacksCommand({ StackName: `${name}-dev` }))).rejects.toThrow(
      /not exist/,
    );
    const { QueueUrls = [] } = await new SQSClient(settings).send(
      new ListQueuesCommand({ QueueNamePrefix: `${name}-dev` }),
    );
    expect(QueueUrls).toHaveLength(2);
    const bus = await new EventBridgeClient(settings).send(
      new DescribeEventBusCommand({ Name: `${name}-dev-events` }),
    );
    expect(bus.Name).toBe(`${name}-dev-events`);
  },
  deployingMs,
);
