import { createHmac } from "node:crypto";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { takeBuffered } from "../../../src/aws/gateway/buffer.ts";
import { cachedSecrets } from "../../../src/aws/secrets/secret-cache.ts";
import { type GatewayRequest, messageOf } from "../../stack/support/buffered-api.ts";
import { bridge, nowMs, receivePorts, secretText } from "../../support/fakes.ts";

const plain: GatewayRequest = { source: "acme", headers: {}, body: Buffer.from("{}"), at: nowMs };

/** A batch of the buffer queue, whose messages were received this many times. */
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

  it("a signed request becomes a delivery with the message's id and its time of arrival", async () => {
    const world = receivePorts();
    world.state.now = nowMs + 3_600_000;
    expect(await take(world, signed('{"type":"a","id":"1"}'))).toEqual([]);
    expect(world.queued).toMatchObject([
      { id: "dlv_m0", source: "acme", receivedAt: new Date(nowMs).toISOString() },
    ]);
    expect(Buffer.from(world.queued[0]?.body ?? []).toString()).toBe('{"type":"a","id":"1"}');
  });

  it("a request that older secrets refuse comes again, and is reported when newer ones refuse it", async () => {
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
    expect(world.reports).toMatchObject([
      { id: "req_m0", outcome: "rejected", reason: "signature-mismatch", remedy: expect.any(String) },
    ]);
  });

  it("an unsigned request is dropped like any rejection: reported, and not stored", async () => {
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

  it("a request that a newer secret may have signed waits until the secrets can be read", async () => {
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
    expect(world.reports.map(({ id }) => id).sort()).toEqual(["req_m0", "req_m1"]);
  });
});
