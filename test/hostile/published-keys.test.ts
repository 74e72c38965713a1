/** A vendor with HMAC keys and published keys: who knows what is published must not be able to sign with its text. */
import { createHash, createHmac } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { makeArena } from "./arena.ts";
import { fixtureAt, withHeader } from "./case.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const url = "https://shop.example/.well-known/jwks.json";
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs a request with an HMAC key, as the vendor does. */
type Sign = (request: WebhookRequest, key: string, nowSeconds: number) => WebhookRequest;

const subjects: Readonly<Record<string, Sign>> = {
  "saleor/order-created": (request, key) =>
    withHeader(request, "saleor-signature", createHmac("sha256", key).update(request.body).digest("hex")),
  "fusionauth/user-created-rsa": (request, key, now) => {
    const hash = createHash("sha256").update(request.body).digest("base64");
    const text = `${encoded({ alg: "HS256" })}.${encoded({ request_body_sha256: hash, iat: now, exp: now + 60 })}`;
    const mac = createHmac("sha256", key).update(text).digest("base64url");
    return withHeader(request, "x-fusionauth-signature-jwt", `${text}.${mac}`);
  },
};

/** How an operator may have stored what is published. */
const writings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `"${text}"`,
  (text) => ` ${text}\n`,
  (text) => `JWKS_URL=${text}`,
  (text) => `\u201c${text}\u201d`,
  (text) => text.replace("https://", ""),
  (text) => JSON.stringify({ secret: text }),
  (text) => JSON.stringify(text),
];

const cases = Object.entries(subjects).flatMap(([base, sign]) =>
  writings.flatMap((write) => [
    [base, write(url), sign] as const,
    [base, write(fixtureAt(base).secrets[0] ?? ""), sign] as const,
  ]),
);

it.each(cases)("%s: nobody signs with %j", async (base, stored, sign) => {
  const { clock, request } = fixtureAt(base);
  vi.useFakeTimers({ toFake: ["Date"], now: clock * 1_000 });
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  const name = /\/hooks\/([^/?]+)/.exec(request.url)?.[1] ?? "";
  const provider = await loadProvider(base.split("/")[0] ?? "");
  const arena = makeArena({ [name]: { provider, secrets: JSON.stringify([stored]) } });
  for (const key of [stored, stored.trim()])
    expect((await arena.send(sign(request, key, clock))).statusCode).toBeGreaterThanOrEqual(400);
});

it.each(Object.entries(subjects))("%s: the holder of the HMAC key does", async (base, sign) => {
  const { clock, request } = fixtureAt(base);
  vi.useFakeTimers({ toFake: ["Date"], now: clock * 1_000 });
  const name = /\/hooks\/([^/?]+)/.exec(request.url)?.[1] ?? "";
  const provider = await loadProvider(base.split("/")[0] ?? "");
  const key = "an-hmac-key-of-this-test";
  const arena = makeArena({ [name]: { provider, secrets: key } });
  expect((await arena.send(sign(request, key, clock))).statusCode).toBe(200);
});
