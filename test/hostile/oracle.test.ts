import { afterEach, expect, it, vi } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { makeArena } from "./arena.ts";

afterEach(() => void vi.useRealTimers());

const url = "https://hooks.example.com/hooks/acme";

const post = (body: string, headers: Readonly<Record<string, string>> = {}): WebhookRequest => ({
  method: "POST",
  url,
  query: "",
  headers: new Map(Object.entries({ "content-type": "application/json", ...headers })),
  body: Buffer.from(body),
});

const asks: Readonly<Record<string, readonly [header: string, ask: (token: string) => WebhookRequest]>> = {
  "x-twitter": [
    "x-twitter-webhooks-signature",
    (token) => ({
      ...post(""),
      method: "GET",
      url: `${url}?crc_token=${token}`,
      query: `crc_token=${token}`,
    }),
  ],
  smartcar: [
    "sc-signature",
    (token) => post(JSON.stringify({ eventName: "verify", payload: { challenge: token } })),
  ],
};

it.each(Object.entries(asks))(
  "%s: what a stranger had signed as a challenge is no delivery",
  async (id, [header, ask]) => {
    const arena = makeArena({
      acme: { provider: await loadProvider(id), secrets: "a-secret-of-the-app-0123456789" },
    });
    for (const token of ["12345678", "9".repeat(256), "anybodys/text+of/base64="]) {
      const answer = await arena.send(ask(token.replaceAll("+", id === "smartcar" ? "+" : "%2B")));
      const [digest] = Object.values(JSON.parse(answer.body) as Record<string, string>);
      expect(await arena.send(post(token, { [header]: String(digest) }))).toMatchObject({
        statusCode: 401,
        body: '{"error":"unauthorized"}',
      });
    }
    expect(arena.cloud.pairs.plain.queue.all.size).toBe(0);
  },
);
