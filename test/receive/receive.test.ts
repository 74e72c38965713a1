import { describe, expect, it } from "vitest";
import { receive } from "../../src/receive/receive.ts";
import { bridge, hmac, nowMs, receivePorts, secretText, signedRequest } from "../support/fakes.ts";

type World = ReturnType<typeof receivePorts>;
const send = (world: World, request = signedRequest('{"type":"a"}'), source = "acme") =>
  receive(bridge.sources, source, request, world.ports);

describe("a signed delivery", () => {
  it("is kept before it is answered, with its bytes and the allowed headers only", async () => {
    const world = receivePorts();
    const body = Buffer.from([0x7b, 0x7d, 0x0a, 0xff, 0x00]);
    const answer = await send(world, signedRequest(body, { header: { cookie: "c", "x-extra": "e" } }));
    expect(answer).toEqual({ status: 200, headers: { "x-hookbridge-delivery": "dlv_1" }, body: "" });
    expect(world.queued).toEqual([
      expect.objectContaining({
        id: "dlv_1",
        source: "acme",
        headers: { "content-type": "application/json" },
        body,
      }),
    ]);
    expect(world.reports).toEqual([
      expect.objectContaining({ outcome: "accepted", status: 200, source: "acme", secretIndex: 0, bytes: 5 }),
    ]);
  });

  it("is refused with 503 when it can't be kept, so that the vendor tries again", async () => {
    for (const fail of ["queue", "secrets"] as const) {
      const world = receivePorts();
      world.state.fail = fail;
      expect(await send(world)).toMatchObject({
        status: 503,
        headers: { "retry-after": "30" },
        body: '{"error":"unavailable"}',
      });
      expect(world.queued).toEqual([]);
    }
  });

  it("is accepted under either of two secrets, and the report says which", async () => {
    const world = receivePorts({ acme: ["the-new-secret-of-today", secretText] });
    expect(await send(world)).toMatchObject({ status: 200 });
    expect(world.reports[0]).toMatchObject({ secretIndex: 1 });
  });

  it("is verified again, once, with secrets that were read again", async () => {
    const world = receivePorts();
    const wrong = signedRequest("{}", { key: "wrong" });
    await send(world, wrong);
    expect(world.state.refreshes).toBe(1);
  });

  it.each([
    ["an older secret", "old-secret-old-secret"],
    ["a secret for something else alone", "verifyToken:let-me-in"],
  ])("is accepted when the secrets read before were %s", async (_, old) => {
    const world = receivePorts({ acme: [old] });
    const before = world.ports.secrets.refresh;
    Object.assign(world.ports.secrets, {
      refresh: (...given: Parameters<typeof before>) => {
        world.secrets.acme = [old, secretText];
        return before(...given);
      },
    });
    expect(await send(world)).toMatchObject({ status: 200 });
    expect(world.reports[0]).toMatchObject({ secretIndex: 1 });
  });

  it("is a fault of ours while no secret is a key, however new they are", async () => {
    const world = receivePorts({ acme: ["verifyToken:let-me-in"] });
    for (const refreshes of [1, 2]) {
      expect(await send(world)).toMatchObject({ status: 503 });
      expect(world.reports.at(-1)).toMatchObject({ outcome: "failed", code: "secret-unusable" });
      expect(world.state.refreshes).toBe(refreshes);
    }
  });

  it("is answered 503 while its new secret is missing or blank: its signature may be right", async () => {
    for (const between of [[], ["CHANGE_ME"]]) {
      const world = receivePorts({ acme: ["old-secret-old-secret"] });
      const { refresh } = world.ports.secrets;
      Object.assign(world.ports.secrets, {
        refresh: (...given: Parameters<typeof refresh>) => {
          world.secrets.acme = between;
          return refresh(...given);
        },
      });
      expect(await send(world)).toMatchObject({ status: 503 });
      expect(world.reports).toMatchObject([{ outcome: "failed", code: "secret-missing" }]);
    }
  });
});

describe("every authentication failure is the same bytes", () => {
  const expected = {
    status: 401,
    headers: { "content-type": "application/json", "x-content-type-options": "nosniff" },
    body: '{"error":"unauthorized"}',
  };
  const stale = (seconds: number) => signedRequest("{}", { time: String(nowMs / 1000 + seconds) });
  it.each([
    ["unknown source", "unknown-source", "nobody", signedRequest("{}")],
    ["a source named like something inherited", "unknown-source", "__proto__", signedRequest("{}")],
    ["wrong signature", "signature-mismatch", "acme", signedRequest("{}", { key: "wrong" })],
    [
      "missing signature",
      "signature-missing",
      "acme",
      signedRequest("{}", { headers: new Map([["acme-time", "1780000000"]]) }),
    ],
    [
      "empty signature",
      "signature-missing",
      "acme",
      signedRequest("{}", { header: { "acme-signature": "" } }),
    ],
    [
      "two signatures joined",
      "signature-mismatch",
      "acme",
      signedRequest("{}", {
        header: { "acme-signature": `${hmac("1780000000.{}")},${hmac("1780000000.{}")}` },
      }),
    ],
    [
      "junk after the signature",
      "signature-mismatch",
      "acme",
      signedRequest("{}", { header: { "acme-signature": `${hmac("1780000000.{}")}00` } }),
    ],
    [
      "missing timestamp",
      "signature-malformed",
      "acme",
      signedRequest("{}", { header: { "acme-time": "" } }),
    ],
    ["stale", "timestamp-stale", "acme", stale(-301)],
    ["from the future", "timestamp-ahead", "acme", stale(301)],
    ["a timestamp that is no number", "timestamp-malformed", "acme", signedRequest("{}", { time: "NaN" })],
    ["a negative timestamp", "timestamp-malformed", "acme", signedRequest("{}", { time: "-1780000000" })],
    ["a hexadecimal timestamp", "timestamp-malformed", "acme", signedRequest("{}", { time: "0x6a18bf00" })],
    [
      "a challenge that is not signed",
      "signature-mismatch",
      "acme",
      signedRequest('{"type":"challenge","challenge":"c"}', { key: "wrong" }),
    ],
    [
      "a wrong token in a handshake",
      "handshake-refused",
      "acme",
      signedRequest("", { method: "GET", query: "challenge=abc&token=no" }),
    ],
    [
      "a challenge that is HTML",
      "handshake-refused",
      "acme",
      signedRequest("", {
        method: "GET",
        query: `challenge=${encodeURIComponent("<b>é</b>")}&token=let-me-in`,
      }),
    ],
    [
      "a challenge of 1,025 characters",
      "handshake-refused",
      "acme",
      signedRequest("", { method: "GET", query: `challenge=${"c".repeat(1025)}&token=let-me-in` }),
    ],
  ])("%s", async (_, reason, source, request) => {
    const world = receivePorts();
    expect(await send(world, request, source)).toEqual(expected);
    expect(world.queued).toEqual([]);
    expect(world.reports).toEqual([
      expect.objectContaining({ outcome: "rejected", code: "unauthorized", reason }),
    ]);
  });

  it("a timestamp exactly at the tolerance is accepted", async () => {
    for (const seconds of [-300, 300])
      expect(await send(receivePorts(), stale(seconds))).toMatchObject({ status: 200 });
  });
});

describe("what can be refused before hashing", () => {
  it.each([
    [405, "method-not-allowed", { method: "DELETE" }],
    [415, "unsupported-encoding", { header: { "content-encoding": "gzip" } }],
  ])("%i %s", async (status, code, change) => {
    const answer = await send(receivePorts(), signedRequest("{}", change));
    expect(answer).toMatchObject({ status, body: JSON.stringify({ error: code }) });
  });

  it("a body of the limit is taken, one byte more is not", async () => {
    expect(await send(receivePorts(), signedRequest("x".repeat(64)), "small")).toMatchObject({ status: 200 });
    expect(await send(receivePorts(), signedRequest("x".repeat(65)), "small")).toMatchObject({
      status: 413,
      body: '{"error":"body-too-large"}',
    });
  });

  it.each([[[]], [[""]], [["   "]], [["changeme"]], [[secretText, ""]]])(
    "a blank or placeholder secret (%j) is a fault of ours and lets nobody in",
    async (secrets) => {
      const world = receivePorts({ acme: secrets });
      expect(await send(world, signedRequest("{}", { key: secrets[0] ?? "" }))).toMatchObject({
        status: 503,
      });
      expect(world.reports[0]).toMatchObject({ outcome: "failed", code: "secret-missing" });
    },
  );
});

it("no report holds a secret, a signature or a header", async () => {
  const world = receivePorts();
  await send(world);
  await send(world, signedRequest("{}", { key: "wrong" }));
  await send(world, signedRequest("", { method: "GET", query: "challenge=1158201444&token=let-me-in" }));
  const told = JSON.stringify(world.reports);
  for (const hidden of [secretText, "let-me-in", "1158201444", hmac('1780000000.{"type":"a"}')])
    expect(told).not.toContain(hidden);
});
