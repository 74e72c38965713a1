import { describe, expect, it } from "vitest";
import { receive } from "../../src/receive/receive.ts";
import { bridge, hmac, pairing, receivePorts, secretText, signedRequest } from "../support/fakes.ts";

type World = ReturnType<typeof receivePorts>;
const send = (world: World, request = signedRequest(""), source = "acme") =>
  receive(bridge.sources, source, request, world.ports);

describe("handshakes", () => {
  const text = (body: string) => ({
    status: 200,
    headers: { "x-content-type-options": "nosniff", "content-type": "text/plain; charset=utf-8" },
    body,
  });

  it("finds a handshake whose mark is spelled with escapes", async () => {
    const world = receivePorts();
    const body = '{"type":"ch\\u0061llenge","challenge":"c-1"}';
    expect((await send(world, signedRequest(body))).body).toBe('{"challenge":"c-1"}');
    expect(world.queued).toEqual([]);
  });

  it("echoes a signed challenge as JSON and queues nothing", async () => {
    const world = receivePorts();
    const answer = await send(world, signedRequest('{"type":"challenge","challenge":"c-1"}'));
    expect(answer).toMatchObject({
      status: 200,
      body: '{"challenge":"c-1"}',
      headers: { "content-type": "application/json" },
    });
    expect(world.queued).toEqual([]);
  });

  it("echoes a query when the token is right", async () => {
    expect(
      await send(
        receivePorts(),
        signedRequest("", { method: "GET", query: "challenge=1158201444&token=let-me-in" }),
      ),
    ).toEqual(text("1158201444"));
  });

  it("a verify token is not a signing secret", async () => {
    expect(await send(receivePorts(), signedRequest("{}", { key: "let-me-in" }))).toMatchObject({
      status: 401,
    });
  });

  it("answers a token with its HMAC, but nothing that could be a signed text", async () => {
    expect(
      await send(receivePorts(), signedRequest('{"type":"prove","token":"qgg8vlvZRS6UYooatFL8Aw"}')),
    ).toMatchObject({
      body: JSON.stringify({ token: "qgg8vlvZRS6UYooatFL8Aw", digest: hmac("qgg8vlvZRS6UYooatFL8Aw") }),
    });
    expect(
      await send(receivePorts(), signedRequest('{"type":"prove","token":"1780000000.{}"}')),
    ).toMatchObject({ status: 401 });
  });

  it("proves itself with the secret that the vendor used", async () => {
    const world = receivePorts({ acme: ["the-new-secret-of-today", secretText] });
    const answer = await send(world, signedRequest('{"type":"prove","token":"qgg8vlvZRS6UYooatFL8Aw"}'));
    expect(answer.body).toContain(hmac("qgg8vlvZRS6UYooatFL8Aw"));
  });

  it.each([
    ["https://hooks.eu.acme.example/confirm?t=1", true],
    ["http://hooks.eu.acme.example/confirm", false],
    ["https://hooks.eu.acme.example.evil.example/", false],
    ["https://evil.example/hooks.eu.acme.example", false],
    ["https://hooks.eu.acme.example@evil.example/", false],
    ["https://hooks.eu.acme.example:8443/", false],
    ["https://169.254.169.254/latest/meta-data", false],
    ["https://hooks.a.b.acme.example/", false],
  ])("confirms %s: %s", async (url, allowed) => {
    const world = receivePorts();
    const answer = await send(world, signedRequest(JSON.stringify({ type: "confirm", url })));
    expect(answer.status).toBe(allowed ? 200 : 401);
    expect(world.confirmed).toEqual(allowed ? [url] : []);
  });

  it("answers an unsigned probe, but a signed form that looks like one is a delivery", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const world = receivePorts();
    expect(
      await send(world, signedRequest("probe=1", { headers: new Map(Object.entries(form)) })),
    ).toMatchObject({ status: 204 });
    expect(await send(world, signedRequest("probe=1", { header: form }))).toMatchObject({ status: 200 });
    expect(world.queued).toHaveLength(1);
  });

  it("keeps a secret that is handed over while there is none, and only then", async () => {
    const world = receivePorts({});
    const request = (headers: Record<string, string>, body = "") =>
      signedRequest(body, { headers: new Map(Object.entries(headers)) });
    expect(await send(world, request({ "pair-signature": "00" }), "paired")).toMatchObject({ status: 401 });
    expect(await send(world, request({ "pair-secret": "short" }), "paired")).toMatchObject({ status: 401 });
    const secret = "b537207f20cbfa02357cf448134da559";
    expect(await send(world, request({ "pair-secret": secret }), "paired")).toEqual({
      status: 200,
      headers: { "pair-secret": secret },
      body: "",
    });
    expect(await send(world, request({ "pair-secret": "an-attackers-own-secret" }), "paired")).toMatchObject({
      status: 401,
    });
    expect(
      await send(world, request({ "pair-signature": hmac("{}", secret) }, "{}"), "paired"),
    ).toMatchObject({ status: 200 });
    expect(pairing.handshakes?.[0]?.answer).toEqual({ keepSecret: "header:pair-secret" });
  });
});
