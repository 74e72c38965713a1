import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EventBridgeServer, startEventBridge } from "../../src/local/aws/eventbridge/server.ts";
import { type TargetInput, targetBody } from "../../src/local/aws/eventbridge/targets/input-transformer.ts";
import { corpus } from "./corpus.ts";

interface TransformerCase {
  readonly case: string;
  readonly inputPath?: string;
  readonly template?: string;
  readonly inputPathsMap?: { readonly [name: string]: string } | null;
  readonly event?: { readonly time: string };
  readonly ruleName?: string;
  readonly ruleArn?: string;
  /** Text as delivered, an object to compare after parsing, or null when nothing is delivered. */
  readonly expectedBody?: unknown;
  readonly expectedError?: { readonly Code: string; readonly Message: string };
}

const titled = corpus<TransformerCase>("input-transformer.json").map((given, index) => ({
  ...given,
  title: `${index} ${given.case}: ${(given.inputPath ?? given.template ?? "").slice(0, 70)}`,
}));
const deliveries = titled.filter((given) => given.event);
const refusals = titled.filter((given) => given.expectedError);

const inputOf = ({ inputPath, template, inputPathsMap }: TransformerCase): TargetInput => ({
  ...(inputPath !== undefined && { inputPath }),
  ...(template !== undefined && { template, paths: inputPathsMap ?? {} }),
});

test("every case is a delivery or a refusal", () => {
  expect(titled.length).toBeGreaterThanOrEqual(38);
  expect(deliveries.length + refusals.length).toBe(titled.length);
});

describe("deliveries", () => {
  test.each(deliveries)("$title", (given) => {
    // The recordings name what AWS made up; without a Time, the event's time is that of its ingestion.
    const ingestionTime = given.event?.time ?? "";
    const rule = {
      ruleName: given.ruleName ?? "<rule-name>",
      ruleArn: given.ruleArn ?? "arn:<partition>:events:<region>:111111111111:rule/<bus-name>/<rule-name>",
      ingestionTime,
    };
    const body = targetBody(inputOf(given), JSON.stringify(given.event), rule);
    const expected = JSON.parse(
      JSON.stringify(given.expectedBody).replaceAll("<ingestion-time>", ingestionTime),
    ) as unknown;
    if (expected === null) expect(body).toBeUndefined();
    else if (typeof expected === "string") expect(body).toBe(expected);
    // Printed again, so that the order of keys counts.
    else expect(JSON.stringify(JSON.parse(String(body)))).toBe(JSON.stringify(expected));
  });
});

describe("refusals by PutTargets", () => {
  let server: EventBridgeServer;
  let client: EventBridgeClient;
  beforeAll(async () => {
    const [region, account] = ["eu-central-1", "111111111111"];
    const now = () => new Date(0);
    server = await startEventBridge({
      host: "127.0.0.1",
      port: 0,
      databaseFile: ":memory:",
      now,
      region,
      account,
    });
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    client = new EventBridgeClient({ endpoint: server.url, region, credentials });
    await client.send(new PutRuleCommand({ Name: "rule", EventPattern: '{"source":["s"]}' }));
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test.each(refusals)("$title", async (given) => {
    const target: Target = {
      Id: "<target-id>".replace(/[<>]/g, ""),
      Arn: "arn:aws:sqs:eu-central-1:111111111111:queue",
      InputTransformer: { InputTemplate: '"x"', InputPathsMap: { "detail-type": "$.detail-type" } },
    };
    // The corpus describes the one case in words and gives the template of the other.
    if (given.template?.startsWith('"')) {
      target.InputTransformer = {
        InputTemplate: given.template,
        InputPathsMap: { "detail-type": "$.detail-type" },
      };
    } else target.InputPath = "$.detail";
    await expect(
      client.send(new PutTargetsCommand({ Rule: "rule", Targets: [target] })),
    ).rejects.toMatchObject({
      name: given.expectedError?.Code,
      message: given.expectedError?.Message.replace("<target-id>", "target-id"),
    });
  });
});
