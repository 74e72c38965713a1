import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundling } from "../../../src/stack/bundle/esbuild.ts";
import { leanSdk } from "../../../src/stack/bundle/lean-sdk.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-lean-sdk-"));

/** How many requests came, and what each is answered. */
let requests = 0;
let answer = { status: 400, body: "" };
const server = createServer((request, response) => {
  requests++;
  request.resume().on("end", () => response.writeHead(answer.status).end(answer.body));
});

interface Calls {
  readonly [name: string]: (settings: object) => Promise<unknown>;
}
let calls: Calls = {};

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const outfile = join(folder, "clients.mjs");
  await build({
    ...bundling,
    stdin: {
      resolveDir: resolve(import.meta.dirname, "../../.."),
      contents: `
        import { BatchGetItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
        import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
        import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
        import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
        import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
        export const calls = {
          s3: (settings) => new S3Client({ ...settings, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: "b", Key: "k" })),
          dynamodb: (settings) => new DynamoDBClient(settings).send(new BatchGetItemCommand({ RequestItems: {} })),
          events: (settings) => new EventBridgeClient(settings).send(new PutEventsCommand({ Entries: [] })),
          ssm: (settings) => new SSMClient(settings).send(new GetParameterCommand({ Name: "n" })),
          sqs: (settings) => new SQSClient(settings).send(new SendMessageCommand({ QueueUrl: settings.endpoint + "/1/q", MessageBody: "b" })),
        };`,
    },
    outfile,
    plugins: [leanSdk],
  });
  ({ calls } = (await import(pathToFileURL(outfile).href)) as { readonly calls: Calls });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const json = (type: string) => ({ status: 400, body: JSON.stringify({ __type: type, message: "no" }) });

/** [client, answer, name of the error, requests until it is thrown] */
const errors: readonly (readonly [string, typeof answer, string, number])[] = [
  [
    "s3",
    { status: 404, body: "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>" },
    "NoSuchKey",
    1,
  ],
  ["s3", { status: 503, body: "<Error><Code>SlowDown</Code><Message>busy</Message></Error>" }, "SlowDown", 2],
  [
    "dynamodb",
    json("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
    "ProvisionedThroughputExceededException",
    2,
  ],
  ["events", json("ThrottlingException"), "ThrottlingException", 2],
  ["events", json("ValidationException"), "ValidationException", 1],
  ["ssm", json("ParameterNotFound"), "ParameterNotFound", 1],
  ["sqs", json("com.amazonaws.sqs#QueueDoesNotExist"), "QueueDoesNotExist", 1],
];

it.each(errors)(
  "without error classes, %s still tells its errors apart: %o",
  async (name, given, error, asked) => {
    answer = given;
    requests = 0;
    const { port } = server.address() as AddressInfo;
    const settings = {
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 2,
    };
    await expect(calls[name]?.(settings)).rejects.toMatchObject({ name: error });
    expect(requests).toBe(asked);
  },
);
