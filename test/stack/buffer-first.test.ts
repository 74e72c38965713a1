import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { SQSEvent } from "aws-lambda";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeBuffered } from "../../src/aws/gateway/buffer.ts";
import { readBufferedRequest } from "../../src/aws/gateway/buffered-request.ts";
import { cachedSecrets } from "../../src/aws/secrets/secret-cache.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import * as providers from "../../src/providers/index.ts";
import { github } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import { bufferedTypes, bufferTemplate } from "../../src/stack/front-doors/buffer-template.ts";
import { bridge, nowMs, receivePorts, secretText } from "../support/fakes.ts";
import { fixturesOf } from "../support/fixtures.ts";
import { type GatewayRequest, sqsCallOf } from "./support/buffered-api.ts";
import { arns } from "./support/configs.ts";

const messageOf = (request: GatewayRequest): string => {
  const call = sqsCallOf(request);
  expect([...call.keys()]).toEqual(["Action", "MessageBody"]);
  expect(call.get("Action")).toBe("SendMessage");
  return call.get("MessageBody") ?? "";
};

const read = (request: GatewayRequest) => readBufferedRequest(messageOf(request), undefined);
const plain: GatewayRequest = { source: "acme", headers: {}, body: Buffer.from("{}"), at: nowMs };

describe("what the front door writes, receive reads", () => {
  it("method, URL, query, headers and time", () => {
    const headers = { "Content-Type": "application/json", "X-Odd": "a\"b'c\\d $util #end {\u00fc}" };
    const { incoming, receivedAt } = read({ ...plain, method: "PUT", headers, query: { "a b": "c&d=+" } });
    expect(receivedAt).toBe(nowMs);
    expect(incoming).toMatchObject({
      sourceName: "acme",
      request: {
        method: "PUT",
        url: "https://abc123.execute-api.us-east-1.amazonaws.com/prod/hooks/acme?a%20b=c%26d%3D%2B",
      },
    });
    expect([...incoming.request.headers]).toEqual([
      ["content-type", "application/json"],
      ["x-odd", headers["X-Odd"]],
    ]);
  });

  it("every byte of a body, and a request without one", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(Buffer.from(read({ ...plain, body: all }).incoming.request.body)).toEqual(Buffer.from(all));
    expect(read({ ...plain, body: new Uint8Array() }).incoming.request.body).toHaveLength(0);
  });

  it("whatever a sender writes stays in its place", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 });
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const values = fc.dictionary(name, text, { maxKeys: 5 });
    fc.assert(
      fc.property(values, values, fc.uint8Array({ maxLength: 60 }), (headers, query, body) => {
        const { incoming, receivedAt } = read({ ...plain, headers, query, body });
        expect(receivedAt).toBe(nowMs);
        expect(Object.fromEntries(incoming.request.headers)).toEqual({ ...headers });
        expect(Object.fromEntries(new URLSearchParams(incoming.request.query))).toEqual({ ...query });
        expect(Buffer.from(incoming.request.body)).toEqual(Buffer.from(body));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["no JSON", "?"],
    ["another version", messageOf(plain).replace('"v":1', '"v":2')],
    ["no time", messageOf(plain).replace(String(nowMs), '"now"')],
    ["no headers", messageOf(plain).replace('"headers"', '"other"')],
    ["half an encoding", messageOf({ ...plain, source: "50%" }).replace("%25", "%2")],
    ["a body that is not base64", messageOf(plain).replace(/"body":"[^"]*"/, '"body":"?"')],
  ])("%s is nothing that it writes", (_, message) => {
    expect(() => readBufferedRequest(message, undefined)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(message-unreadable|malformed-request)$/) }),
    );
  });

  it("every content type of the vendors' recorded deliveries has a template; one vendor's own must be named", () => {
    const types = Object.values(providers)
      .flatMap((provider) =>
        "id" in provider && !("handshakes" in provider || "reply" in provider) ? [provider.id] : [],
      )
      .filter((id) => existsSync(resolve(import.meta.dirname, "../fixtures", id)))
      .flatMap((id) => fixturesOf(id))
      .map(({ request }) => request.headers.get("content-type")?.split(";")[0]?.trim() ?? "application/json");
    const missing = [...new Set(types)].filter((type) => !bufferedTypes.some((one) => one === type));
    expect(missing).toEqual(["application/vnd.contentful.management.v1+json"]);
  });
});

/** A batch of the buffer queue, of messages that come for the so-manieth time. */
const batchOf = (bodies: readonly string[], receives = 1): SQSEvent => {
  const attributes = { ApproximateReceiveCount: String(receives) };
  return {
    Records: bodies.map((body, index) => ({ messageId: `m${index}`, body, attributes })),
  } as unknown as SQSEvent;
};

const signed = (body: string, at = nowMs): GatewayRequest => {
  const time = String(at / 1_000);
  const signature = createHmac("sha256", secretText).update(`${time}.${body}`).digest("hex");
  const headers = {
    "Content-Type": "application/json",
    "Acme-Time": time,
    "Acme-Signature": signature,
  };
  return { ...plain, headers, body: Buffer.from(body), at };
};

describe("a batch of the buffer", () => {
  const take = (world: ReturnType<typeof receivePorts>, ...requests: readonly GatewayRequest[]) =>
    takeBuffered(batchOf(requests.map(messageOf)), bridge.sources, undefined, world.ports);

  it("what is signed becomes a delivery with the message's id and the time at which it came", async () => {
    const world = receivePorts();
    world.state.now = nowMs + 3_600_000;
    expect(await take(world, signed('{"type":"a","id":"1"}'))).toEqual([]);
    expect(world.queued).toMatchObject([
      { id: "dlv_m0", source: "acme", receivedAt: new Date(nowMs).toISOString() },
    ]);
    expect(Buffer.from(world.queued[0]?.body ?? []).toString()).toBe('{"type":"a","id":"1"}');
  });

  it("what only secrets older than the request refuse comes again, and is told of when newer ones have refused it", async () => {
    const world = receivePorts();
    const forged = { ...signed("{}"), body: Buffer.from("{ }") };
    world.state.refreshes = 1;
    world.state.secretsReadAt = nowMs - 1;
    expect(await take(world, forged)).toEqual(["m0"]);
    expect(world.reports).toEqual([]);
    const again = batchOf([messageOf(forged)], 2);
    expect(await takeBuffered(again, bridge.sources, undefined, world.ports)).toEqual(["m0"]);
    world.state.secretsReadAt = nowMs;
    // By a clock that is wrong, they may seem to be newer.
    expect(await take(world, forged)).toEqual(["m0"]);
    expect(world.reports).toEqual([]);
    expect(await takeBuffered(again, bridge.sources, undefined, world.ports)).toEqual([]);
    expect(world.reports).toMatchObject([{ outcome: "rejected", reason: "signature-mismatch" }]);
  });

  it("what is not is dropped as any rejection: reported, and nothing of it kept", async () => {
    const world = receivePorts();
    const good = signed("{}");
    const requests = [
      { ...good, body: Buffer.from("{ }") },
      { ...good, at: nowMs + 301_000 },
      { ...good, source: "nobody" },
      { ...good, method: "PATCH" },
      { ...signed("x".repeat(65)), source: "small" },
    ];
    expect(await take(world, ...requests)).toEqual([]);
    expect(world.queued).toEqual([]);
    expect(world.reports.map(({ outcome, code, reason }) => [outcome, reason ?? code])).toEqual(
      expect.arrayContaining([
        ["rejected", "signature-mismatch"],
        ["rejected", "timestamp-stale"],
        ["rejected", "unknown-source"],
        ["rejected", "method-not-allowed"],
        ["rejected", "body-too-large"],
      ]),
    );
  });

  it("what may be signed by a newer secret waits until the secrets can be read", async () => {
    const world = receivePorts();
    let now = nowMs;
    let text = (): string => "the-secret-before-the-rotation";
    const secrets = cachedSecrets({ read: async () => text(), keep: async () => false }, () => now);
    Object.assign(world.ports, { secrets });
    await secrets.secrets("acme", []);
    text = () => {
      throw new Error("down");
    };
    now += 31_000;
    expect(await take(world, signed("{}"))).toEqual(["m0"]);
    text = () => secretText;
    now += 31_000;
    expect(await take(world, signed("{}"))).toEqual([]);
    expect(world.queued).toHaveLength(1);
  });

  it("a fault of ours keeps the message, and so does one that the front door did not write", async () => {
    const world = receivePorts();
    world.state.fail = "secrets";
    const event = batchOf([messageOf(signed("{}")), "?"]);
    expect(await takeBuffered(event, bridge.sources, undefined, world.ports)).toEqual(["m0", "m1"]);
    expect(world.reports.map(({ outcome, code }) => [outcome, code]).sort()).toEqual([
      ["failed", "message-unreadable"],
      ["failed", "secret-store-failed"],
    ]);
  });
});

describe("the stack", () => {
  const source = { provider: github, bus: "events" } as const;
  const stackOf = (deployment: DeploymentOptions = {}) => {
    const frontDoor = { kind: "buffer-first", ...deployment.frontDoor } as const;
    const config = { buses: { events: {} }, sources: { "acme-github": source } };
    return buildStack(defineBridge({ ...config, deployment: { ...deployment, frontDoor } }), "prod");
  };
  const properties = (id: string) => stackOf().template.Resources[id]?.Properties as never;

  it("sends nothing to SQS but what the template makes, and says 200 for SQS's 200 only", () => {
    const { Integration } = properties("RestApiMethod") as { Integration: Record<string, unknown> };
    expect(Integration).toMatchObject({
      Type: "AWS",
      ContentHandling: "CONVERT_TO_TEXT",
      PassthroughBehavior: "NEVER",
      Credentials: { "Fn::GetAtt": ["BufferRole", "Arn"] },
    });
    expect(new Set(Object.values(Integration.RequestTemplates as object))).toEqual(new Set([bufferTemplate]));
    const answers = Integration.IntegrationResponses as Record<string, unknown>[];
    expect(answers.map(({ StatusCode, SelectionPattern }) => [StatusCode, SelectionPattern])).toEqual([
      ["200", "200"],
      ["503", undefined],
    ]);
    expect(properties("RestApi")).toMatchObject({ BinaryMediaTypes: ["*/*"] });
  });

  it("contentTypes: has the template for them too", () => {
    const own = "application/vnd.acme.v1+json";
    const { template } = stackOf({ frontDoor: { kind: "buffer-first", contentTypes: [own] } });
    expect(template.Resources.RestApiMethod?.Properties).toMatchObject({
      Integration: { RequestTemplates: { [own]: bufferTemplate, "application/json": bufferTemplate } },
    });
  });

  it("polls the buffer with receive, hidden six times its timeout, and opens receive to nobody else", () => {
    expect(properties("BufferEventSource")).toMatchObject({
      EventSourceArn: { "Fn::GetAtt": ["BufferQueue", "Arn"] },
      FunctionName: { Ref: "ReceiveLambdaFunction" },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(properties("BufferQueue")).toMatchObject({ VisibilityTimeout: 6 * 29 });
    expect(JSON.stringify(properties("Dashboard"))).toContain("BufferDeadLetterQueue.QueueName");
    const types = Object.values(stackOf().template.Resources).map(({ Type }) => Type);
    expect(types).not.toContain("AWS::Lambda::Permission");
  });

  it("has a domain, a firewall and the key where they are asked for", () => {
    const domain = { name: "hooks.example.com", certificate: arns.certificate };
    const frontDoor = { kind: "buffer-first", domain, firewall: { requestsPerAddress: 500 } } as const;
    const { template, environment } = stackOf({ frontDoor, encryptionKey: arns.key });
    expect(JSON.stringify(template.Resources.Firewall)).toContain('"Limit":500');
    expect(JSON.stringify(template.Resources.BufferRole)).toContain("kms:GenerateDataKey");
    expect(environment.HOOKBRIDGE_PUBLIC_URL).toBe("https://hooks.example.com");
  });
});
