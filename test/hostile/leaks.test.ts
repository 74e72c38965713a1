import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { token } from "../../src/providers/custom.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { type Arena, makeArena, writingsOf } from "./arena.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_780_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const url = "https://hooks.example.com/hooks/acme";
const secret = "a-secret-of-leaks-0123456789";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");

async function expectHidden(arena: Arena, text: string): Promise<void> {
  await arena.drain();
  for (const [sink, content] of arena.sinks())
    for (const writing of writingsOf(text))
      expect(content.includes(writing), `${writing} in the ${sink}`).toBe(false);
}

it.each([
  ["shippo", "token", "shippo-auth-signature"],
  ["kit", "token", "x-kit-signature"],
])("%s: a token left in the URL of a signed delivery is scrubbed", async (id, name, header) => {
  const provider = await loadProvider(id);
  const token = "the-token-of-the-url-0123456789";
  const arena = makeArena({ acme: { provider, secrets: JSON.stringify([secret, token]) } });
  const body = Buffer.from(`{"event":"x","endpoint":"${url}?${name}=${token}"}`);
  const signature = `t=1780000000,v1=${hmac(`1780000000.${body}`)}`;
  const headers = new Map([
    ["content-type", "application/json"],
    [header, signature],
  ]);
  const query = `${name}=${token}`;
  const answer = await arena.send({ method: "POST", url: `${url}?${query}`, query, headers, body });
  expect(answer.statusCode).toBe(200);
  await expectHidden(arena, token);
});

const part = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

it("signed parameters in a multipart form are refused: its files are unsigned", async () => {
  const provider = await loadProvider("vonage-sms-signed");
  const arena = makeArena({ acme: { provider, secrets: secret } });
  const fields = { messageId: "1", status: "x", timestamp: "1780000000" };
  const sig = hmac(
    Object.entries(fields)
      .map(([name, value]) => `&${name}=${value}`)
      .join(""),
  );
  const send = (type: string, body: string) =>
    arena.send({
      method: "POST",
      url,
      query: "",
      headers: new Map([["content-type", type]]),
      body: Buffer.from(body),
    });
  const parts = Object.entries({ ...fields, sig }).map(([name, value]) => part(name, value));
  const file = part('f"; filename="f', "a file of a stranger");
  expect((await send("multipart/form-data; boundary=b", `${parts.join("")}${file}--b--`)).statusCode).toBe(
    401,
  );
  const encoded = new URLSearchParams({ ...fields, sig }).toString();
  expect((await send("application/x-www-form-urlencoded", encoded)).statusCode).toBe(200);
  await expectHidden(arena, sig);
});

it("a token in a multipart form is accepted, and scrubbed", async () => {
  const provider = token({
    id: "acme",
    from: "form:token",
    event: { source: "com.acme", type: "form:type" },
  });
  const arena = makeArena({ acme: { provider, secrets: secret } });
  const headers = new Map([["content-type", "multipart/form-data; boundary=b"]]);
  const body = Buffer.from(`${part("token", secret)}${part("type", "sent")}--b--`);
  expect((await arena.send({ method: "POST", url, query: "", headers, body })).statusCode).toBe(200);
  await expectHidden(arena, secret);
  expect(arena.cloud.bus).toHaveLength(1);
});
