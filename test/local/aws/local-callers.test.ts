/** Calls of a page of another origin to the embedded servers, whose ports it can find by trying. */
import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalAws, startLocalAws } from "../../../src/local/aws/start-local-aws.ts";

let cloud: LocalAws;
beforeAll(async () => {
  cloud = await startLocalAws(mkdtempSync(join(tmpdir(), "hookbridge-")), "us-east-1", Date.now);
});
afterAll(() => cloud.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
}

function ask(url: string, method: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (answer) =>
      resolve({ status: answer.resume().statusCode, headers: answer.headers }),
    )
      .on("error", reject)
      .end(body);
  });
}

const calls = {
  ssm: [{ "x-amz-target": "AmazonSSM.GetParametersByPath" }, '{"Path":"/","Recursive":true}'],
  eventbridge: [{ "x-amz-target": "AWSEvents.ListEventBuses" }, "{}"],
  dynamodb: [
    { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" },
    "{}",
  ],
  sqs: [{ "x-amz-target": "AmazonSQS.ListQueues", "content-type": "application/x-amz-json-1.0" }, "{}"],
} as const;

test.each(Object.keys(calls) as (keyof typeof calls)[])(
  "%s refuses a page of another origin",
  async (name) => {
    const [headers, body] = calls[name];
    const url = cloud.endpoints[name];
    expect(await ask(url, "POST", headers, body)).toMatchObject({ status: name === "dynamodb" ? 400 : 200 });
    // DNS rebinding, and a call from a page of another origin.
    expect(await ask(url, "POST", { ...headers, host: "evil.example" }, body)).toMatchObject({ status: 403 });
    const origin = "https://evil.example";
    expect(await ask(url, "POST", { ...headers, origin }, body)).toMatchObject({ status: 403 });
    const preflight = await ask(url, "OPTIONS", { origin, "access-control-request-method": "POST" }, "");
    expect(preflight.headers).not.toHaveProperty("access-control-allow-origin");
  },
);
