import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FixtureFiles,
  fixtureFiles,
  holdsSecret,
  type PublishedEvent,
} from "../../src/cli/fixture-files.ts";
import { type Recording, startRecordingProxy } from "../../src/cli/recording-proxy.ts";
import { defineProvider, type Provider, signaturesOf } from "../../src/core/provider.ts";
import { Secret } from "../../src/core/secret.ts";
import { hmac, token } from "../../src/providers/custom.ts";
import { verify } from "../../src/signatures/verify.ts";
import { signed } from "../local/runtime-fixture.ts";
import { parseRequest } from "../support/fixtures.ts";

const signs = hmac({
  id: "signs",
  event: { source: "com.signs" },
  header: "x-hub-signature-256",
  prefix: "sha256=",
  timestamp: false,
});
const shows = token({ id: "shows", event: { source: "com.shows" } });
const asks = defineProvider({
  ...signs,
  handshakes: [
    {
      name: "ask",
      method: "GET",
      when: "query:mode",
      unsigned: true,
      token: { from: "query:verify", role: "verifyToken" },
      answer: { echo: "query:challenge" },
    },
  ],
});
const body = '{"type":"order.paid","id":"1","note":"Äther \\/ 1"}';
const secret = "It's a Secret to Everybody";

/** A bridge that says yes to everything and shows what reached it. */
const reached: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
const bridge = createServer(async (request, response) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  reached.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  response.writeHead(200, { "x-hookbridge-delivery": "dlv_1" }).end();
});
let proxy: Awaited<ReturnType<typeof startRecordingProxy>>;
const recordings: Recording[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => bridge.listen(0, "127.0.0.1", resolve));
  proxy = await startRecordingProxy({
    bridge: `http://127.0.0.1:${(bridge.address() as AddressInfo).port}`,
    source: "acme",
    port: 0,
    now: () => 1_780_000_000_500,
    onRecording: (recording) => recordings.push(recording),
    onFailure: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await proxy.close();
  bridge.close();
});

async function recorded(headers: Record<string, string>): Promise<Recording> {
  const response = await fetch(`${proxy.url}/hooks/acme?a=1`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  const last = recordings.at(-1);
  if (!last) throw new Error("nothing was recorded");
  return last;
}

const event: PublishedEvent = {
  "detail-type": "order.paid",
  detail: { id: "1", source: "/sources/acme", time: "t", receivedtime: "t", deliveryid: "dlv_1" },
};

const filesOf = (provider: Provider, recording: Recording, entries: readonly string[]) =>
  fixtureFiles({
    provider,
    recording,
    origin: "https://hooks.example.com",
    entries,
    events: [event],
    by: "a test of the recorder",
  });

async function believed(provider: Provider, files: FixtureFiles): Promise<boolean> {
  const { secrets, clock, origin } = JSON.parse(files.json);
  const request = parseRequest(files.http, origin);
  const held = (secrets as string[]).map((text) => new Secret(text));
  return (await verify(signaturesOf(provider), request, held, clock * 1000)).ok;
}

describe("a recorded delivery", () => {
  it("reaches the bridge as it came, and is a fixture that verifies", async () => {
    const recording = await recorded({
      ...signed(body),
      cookie: "session=private",
      "x-forwarded-for": "10.0.0.1",
    });
    expect(reached.at(-1)).toMatchObject({ body, headers: { cookie: "session=private" } });
    const files = await filesOf(signs, recording, ["another secret", secret]);
    expect(holdsSecret(signs)).toBe(true);
    expect(await believed(signs, files)).toBe(true);
    expect(JSON.parse(files.json)).toMatchObject({
      clock: 1_780_000_000,
      secrets: [secret],
      outcome: "accepted",
      events: [{ type: "order.paid", id: "1", source: "/sources/it" }],
      witness: { kind: "captured", by: "a test of the recorder" },
    });
    expect(files.http.toString()).toContain("POST /hooks/acme?a=1 HTTP/1.1");
    expect(files.http.includes(Buffer.from(body))).toBe(true);
  });

  it("holds no cookie, no address and no other secret", async () => {
    const recording = await recorded({
      ...signed(body),
      cookie: "session=private",
      "x-forwarded-for": "10.0.0.1",
    });
    const files = await filesOf(signs, recording, ["another secret", secret]);
    const text = files.http.toString() + files.json;
    for (const hidden of ["session=private", "10.0.0.1", "another secret"])
      expect(text).not.toContain(hidden);
  });

  it("does not hold a token that was sent: another stands in its place", async () => {
    const recording = await recorded({ authorization: "Bearer a-very-private-token" });
    const files = await filesOf(shows, recording, ["a-very-private-token"]);
    expect(holdsSecret(shows)).toBe(false);
    expect(files.http.toString() + files.json).not.toContain("a-very-private-token");
    expect(await believed(shows, files)).toBe(true);
  });

  it.each([
    ["as it is", (text: string) => text],
    ["as a vendor in PHP writes JSON", (text: string) => text.replaceAll("/", "\\/")],
    ["as a vendor in .NET writes JSON", (text: string) => text.replaceAll("+", "\\u002B")],
    ["as part of a URL", (text: string) => encodeURIComponent(text).replaceAll("%2F", "%2f")],
    ["as part of a form", (text: string) => new URLSearchParams({ text }).toString()],
    ["in base64 in a URL", (text: string) => encodeURIComponent(Buffer.from(text).toString("base64"))],
  ])("does not hold a token that the body repeats %s", async (_, write) => {
    const token = "a/very+private token";
    const recording = await recorded({ authorization: `Bearer ${token}` });
    const repeats = { ...recording, body: Buffer.from(`{"note":"${write(token)}"}`) };
    const files = await filesOf(shows, repeats, [token]);
    expect(files.http.toString()).not.toContain(write(token));
    expect(await believed(shows, files)).toBe(true);
  });

  it("does not hold the token of a handshake, nor one that stands beside a signature", async () => {
    const recording = await recorded(signed(body));
    const entries = [secret, "verifyToken:a-very-private-token"];
    const target = "/hooks/acme?mode=a&challenge=1&verify=a-very-private-token";
    const signedOne = await filesOf(asks, { ...recording, target }, entries);
    expect(signedOne.http.toString()).not.toContain("a-very-private-token");
    expect(JSON.parse(signedOne.json).secrets[0]).toBe(secret);
    const probe = {
      ...recording,
      target,
      method: "GET",
      rawHeaders: [],
      body: Buffer.alloc(0),
      deliveryId: undefined,
    };
    const handshake = await filesOf(asks, probe, entries);
    expect(handshake.http.toString()).not.toContain("a-very-private-token");
    expect(JSON.parse(handshake.json).secrets).toEqual(["verifyToken:recorded-without-its-secret"]);
  });

  it("is no fixture when it holds a secret that nobody knows, such as one of another secrets file", async () => {
    const recording = await recorded({ authorization: "Bearer a-very-private-token" });
    await expect(filesOf(shows, recording, [])).rejects.toMatchObject({ code: "config-invalid" });
    await expect(filesOf(shows, recording, ["another"])).rejects.toMatchObject({ code: "config-invalid" });
    const probe = {
      ...recording,
      target: "/hooks/acme?mode=a&verify=a-very-private-token",
      method: "GET",
      rawHeaders: [],
      body: Buffer.alloc(0),
      deliveryId: undefined,
    };
    await expect(filesOf(asks, probe, [secret])).rejects.toMatchObject({ code: "config-invalid" });
    const older = { variant: "older", scheme: "token", from: "query:verify" } as const;
    const both = defineProvider({ ...signs, signature: [...signaturesOf(signs), older] });
    const beside = { ...(await recorded(signed(body))), target: probe.target };
    await expect(filesOf(both, beside, [secret])).rejects.toMatchObject({ code: "config-invalid" });
  });
});
