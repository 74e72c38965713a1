import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defineProvider } from "../../../src/core/provider.ts";
import type { LambdaFailure } from "../../../src/local/lambda/execution-environment.ts";
import { gatewayEvent } from "../../../src/local/lambda/gateway-event.ts";
import { startLambda } from "../../../src/local/lambda/lambda.ts";
import { failedIds, queueEvent } from "../../../src/local/lambda/queue-event.ts";
import { sampleRequest } from "../../../src/local/samples/sample-request.ts";
import { makeSecrets } from "../../../src/local/secrets/secret-shapes.ts";

const facts = {
  routeKey: "ANY /hooks/{source}",
  pathParameters: { source: "repo" },
  account: "000000000000",
  domainName: "hooks.example.com",
  protocol: "https",
  port: "443",
  now: Date.UTC(2026, 6, 10, 19, 19, 5, 766),
};

function eventFor(target: string, rawHeaders: readonly string[], body = "") {
  const request = {
    method: "POST",
    target,
    rawHeaders,
    body: Buffer.from(body),
    httpVersion: "1.1",
    sourceIp: "127.0.0.1",
  };
  return gatewayEvent(request, facts);
}

test("a gateway event is as AWS makes it", () => {
  const raw = [
    "Host",
    "hooks.example.com",
    "X-Probe",
    "first",
    "x-probe",
    "second",
    "Cookie",
    "a=1; b=2",
    "Content-Type",
    "application/json",
  ];
  const event = eventFor("/hooks/a%20b?repeat=one&repeat=two&plus=a+b&to=https%3A%2F%2Fx%2F", raw, '{"λ":1}');
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "ANY /hooks/{source}",
    rawPath: "/hooks/a b",
    rawQueryString: "repeat=one&repeat=two&plus=a+b&to=https%3A%2F%2Fx%2F",
    cookies: ["a=1", "b=2"],
    headers: { "x-probe": "first,second", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" },
    queryStringParameters: { repeat: "one,two", plus: "a b", to: "https://x/" },
    requestContext: {
      time: "10/Jul/2026:19:19:05 +0000",
      timeEpoch: facts.now,
      stage: "$default",
      http: { method: "POST", path: "/hooks/a b" },
    },
    body: '{"λ":1}',
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty("cookie");
  expect(eventFor("/hooks/a", [])).not.toHaveProperty("queryStringParameters");
  expect(eventFor("/hooks/a", [])).not.toHaveProperty("body");
});

test.each([
  ["text/plain; charset=utf-8", false],
  ["application/json", false],
  ["Application/JSON;charset=utf-8", false],
  ["application/xml", false],
  ["application/javascript", false],
  ["application/x-www-form-urlencoded", true],
  ["application/cloudevents+json", true],
  ["image/png", true],
  [undefined, true],
])("a body of type %s is base64: %s", (type, base64) => {
  const event = eventFor("/hooks/a", type === undefined ? [] : ["content-type", type], "a=b");
  expect([event.isBase64Encoded, event.body]).toEqual([base64, base64 ? "YT1i" : "a=b"]);
});

test("a queue event has the names that AWS uses", () => {
  const message = {
    MessageId: "m1",
    ReceiptHandle: "r1",
    Body: "text",
    MD5OfBody: "1cb251ec0d568de6a929b520c4aed8d1",
    Attributes: { ApproximateReceiveCount: "1" },
    MessageAttributes: { code: { DataType: "String", StringValue: "x" } },
  };
  expect(queueEvent([message], { arn: "arn:aws:sqs:us-east-1:000000000000:q", region: "us-east-1" })).toEqual(
    {
      Records: [
        {
          messageId: "m1",
          receiptHandle: "r1",
          body: "text",
          attributes: { ApproximateReceiveCount: "1" },
          messageAttributes: {
            code: { stringValue: "x", stringListValues: [], binaryListValues: [], dataType: "String" },
          },
          md5OfBody: "1cb251ec0d568de6a929b520c4aed8d1",
          eventSource: "aws:sqs",
          eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:q",
          awsRegion: "us-east-1",
        },
      ],
    },
  );
});

test("batch item failures are read as AWS reads them, closed where they can't be", () => {
  const batch = new Set(["a", "b"]);
  for (const nothing of [undefined, null, "", {}, { batchItemFailures: null }, { batchItemFailures: [] }]) {
    expect([...failedIds(nothing, batch)]).toEqual([]);
  }
  expect([...failedIds({ batchItemFailures: [{ itemIdentifier: "b" }] }, batch)]).toEqual(["b"]);
  for (const broken of ["x", [{ itemIdentifier: "" }], [{ itemIdentifier: "other" }], [null], [{}]]) {
    expect([...failedIds({ batchItemFailures: broken }, batch)]).toEqual(["a", "b"]);
  }
});

test("a function runs on its own environment, tells its log, and comes back after a crash", async () => {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(
    bundle,
    `export const handler = async (event, context) => {
      console.log("said " + process.env.GREETING + " " + (process.env.HOME ?? "nobody's"));
      if (event.crash) process.exit(3);
      if (event.loose) { setTimeout(() => { throw new RangeError("loose"); }); return new Promise(() => {}); }
      if (event.slow) return new Promise(() => {});
      if (event.fail) throw new TypeError("no");
      return { id: context.awsRequestId, left: context.getRemainingTimeInMillis(), gone: undefined };
    };`,
  );
  const lines: string[] = [];
  const lambda = startLambda({
    functionName: "test",
    bundle,
    variables: { GREETING: "hello" },
    region: "us-east-1",
    account: "000000000000",
    timeoutMs: 1000,
    concurrency: 1,
    onLine: (line) => lines.push(line),
  });
  await lambda.warm();
  expect(Object.keys((await lambda.invoke({})) as object)).toEqual(["id", "left"]);
  const failures = [{ fail: 1 }, { crash: 1 }, { loose: 1 }, { slow: 1 }].map((event) =>
    lambda.invoke(event).catch((error: unknown) => error),
  );
  const told = (await Promise.all(failures)) as LambdaFailure[];
  expect(told.map(({ errorType }) => errorType)).toEqual([
    "TypeError",
    "Runtime.ExitError",
    "RangeError",
    "Sandbox.Timedout",
  ]);
  expect(told[3]?.message).toMatch(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/);
  expect(await lambda.invoke({})).toMatchObject({ left: expect.any(Number) });
  await lambda.close();
  expect(new Set(lines)).toEqual(new Set(["said hello nobody's"]));
});

const base = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "https://example.com",
  setup: { where: "x", secret: "chosen-by-you" },
  deadlineSeconds: 5,
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.acme",
    type: ["body:/type"],
    id: "item:/uid",
    each: "body:/batch/items",
    time: "item:/at",
  },
});

test("random secrets have the shape that the scheme wants", async () => {
  const first = async (
    signature: Parameters<typeof makeSecrets>[0]["signature"],
  ): Promise<string | undefined> => (await makeSecrets({ ...base, signature })).secrets[0];
  expect(await first({ scheme: "basic-auth" })).toMatch(/^hookbridge:.{20}/);
  expect(await first({ scheme: "standard-webhooks", prefix: "webhook" })).toMatch(
    /^whsec_[A-Za-z0-9+/]{32}$/,
  );
  expect(await first({ scheme: "token", from: "header:x-token", role: "verify" })).toMatch(/^verify:.{40}/);
  const key = { scheme: "public-key", header: "x-sig", encoding: "hex" } as const;
  expect(await first({ ...key, algorithm: "ed25519", key: "raw-hex" })).toMatch(/^[0-9a-f]{64}$/);
  expect(await first({ ...key, algorithm: "ecdsa-sha256", key: "pem" })).toMatch(
    /^-----BEGIN PUBLIC KEY-----/,
  );
  const jwt = await makeSecrets({
    ...base,
    signature: {
      scheme: "jwt",
      header: "authorization",
      algorithms: ["ES256"],
      key: "jwk",
      bodyHash: { claim: "h", encoding: "hex" },
    },
  });
  const [secret = ""] = jwt.secrets;
  expect(JSON.parse(secret)).not.toHaveProperty("d");
  expect(JSON.parse(jwt.signingKeys[secret] ?? "{}")).toHaveProperty("d");
  const pairing = {
    ...base,
    handshakes: [{ name: "pair", when: "header:x-hook", answer: { keepSecret: "header:x-hook" } }],
  } as const;
  expect(await makeSecrets(pairing)).toEqual({ secrets: [], signingKeys: {} });
});

test("a sample fills what the provider's pointers read", () => {
  const sample = sampleRequest(base, "http://127.0.0.1/hooks/acme", Date.UTC(2026, 0, 1));
  const body = JSON.parse(Buffer.from(sample.body).toString()) as {
    type: string;
    batch: { items: { at: string }[] };
  };
  expect(body).toMatchObject({ type: "sample", batch: { items: [{ at: "2026-01-01T00:00:00.000Z" }] } });
});
