import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { httpsFetcher } from "../../../../src/aws/keys/fetcher.ts";
import { verifyRequest } from "../../../../src/contract/verify-request.ts";
import { rejected } from "../../../../src/core/outcome.ts";
import type { WebhookRequest } from "../../../../src/core/request.ts";
import { Secret } from "../../../../src/core/secret.ts";
import type { JwtSignature } from "../../../../src/core/signature.ts";
import { tokenKeyKind } from "../../../../src/signatures/parts/keys/token-keys.ts";
import type { Trial } from "../../../../src/signatures/verify.ts";
import { requestOf } from "../../../support/judged.ts";

const url = "https://keys.example/jwks.json";
const scheme: JwtSignature = {
  scheme: "jwt",
  header: "authorization",
  algorithms: ["RS256"],
  key: { url },
  claims: { email: "{secret}" },
};
const start = 1_781_530_200_000;
const pairs = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
const state = { now: start, published: [0], down: false, asked: 0 };
let fetchText: Trial["fetchText"];

beforeEach(() => {
  Object.assign(state, { now: start, published: [0], down: false, asked: 0 });
  const { text } = httpsFetcher(() => state.now);
  fetchText = (asked, query) => text(asked, { ...query, source: "it" });
  vi.stubGlobal("fetch", async (asked: string) => {
    expect(asked).toBe(url);
    state.asked++;
    if (state.down) return new Response("", { status: 500 });
    const keys = await Promise.all(
      state.published.map(async (i) => ({
        ...(await exportJWK((pairs[i] ?? pairs[0]).publicKey)),
        kid: `key-${i}`,
        alg: "RS256",
      })),
    );
    return new Response(JSON.stringify({ keys }));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The verdict on a token made with one of the pairs, under the name of that key or another. */
async function judge(pair: 0 | 1, kid = `key-${pair}`) {
  const token = await new SignJWT({ email: "push@acme.example" })
    .setProtectedHeader({ alg: "RS256", kid })
    .setExpirationTime(state.now / 1000 + 60)
    .sign(pairs[pair].privateKey);
  const headers = new Map([["authorization", token]]);
  const request: WebhookRequest = {
    method: "POST",
    url: "https://h.example/",
    query: "",
    headers,
    body: Buffer.from("{}"),
  };
  return verifyRequest(scheme, request, {
    secrets: [new Secret("push@acme.example")],
    nowMs: state.now,
    fetchText,
  });
}

it("keeps a set for a day", async () => {
  expect(await judge(0)).toMatchObject({ ok: true });
  state.now += 23 * 3_600_000;
  expect(await judge(0)).toMatchObject({ ok: true });
  expect(state.asked).toBe(1);
  state.now += 2 * 3_600_000;
  expect(await judge(0)).toMatchObject({ ok: true });
  expect(state.asked).toBe(2);
});

it("fetches the set again for a key that is not in it", async () => {
  await judge(0);
  state.now += 61_000;
  state.published = [0, 1];
  expect(await judge(1)).toMatchObject({ ok: true });
  expect(state.asked).toBe(2);
});

it("does so at most once per cool-down, whatever key names an attacker makes up", async () => {
  await judge(0);
  for (let i = 0; i < 20; i++) expect(await judge(1, `made-up-${i}`)).toMatchObject({ ok: false });
  expect(state.asked).toBe(1);
  state.now += 61_000;
  for (let i = 0; i < 20; i++) expect(await judge(1, `made-up-${i}`)).toMatchObject({ ok: false });
  expect(state.asked).toBe(2);
});

it("does not fetch it again for a wrong signature under a known key", async () => {
  await judge(0);
  state.now += 61_000;
  expect(await judge(1, "key-0")).toMatchObject({ ok: false, reason: "signature-mismatch" });
  expect(state.asked).toBe(1);
});

it("counts a host that is down as our fault, and calls it once per cool-down", async () => {
  await judge(0);
  state.now += 61_000;
  state.down = true;
  await expect(judge(1)).rejects.toMatchObject({ code: "key-fetch-failed" });
  const postponed = { ok: false, reason: "key-not-fetched" };
  for (let i = 0; i < 5; i++) expect(await judge(1)).toEqual(postponed);
  expect(state.asked).toBe(2);
  expect(await judge(0)).toMatchObject({ ok: true });
  state.now += 61_000;
  await expect(judge(1)).rejects.toMatchObject({ code: "key-fetch-failed" });
  expect(state.asked).toBe(3);
  state.down = false;
  state.published = [1];
  state.now += 61_000;
  expect(await judge(1)).toMatchObject({ ok: true });
});

it("wants the secret in the claims", async () => {
  const token = await new SignJWT({ email: "somebody@else.example" })
    .setProtectedHeader({ alg: "RS256", kid: "key-0" })
    .setExpirationTime(state.now / 1000 + 60)
    .sign(pairs[0].privateKey);
  const headers = new Map([["authorization", token]]);
  const request = { method: "POST", url: "https://h.example/", query: "", headers, body: new Uint8Array() };
  const verdict = await verifyRequest(scheme, request, {
    secrets: [new Secret("push@acme.example")],
    nowMs: state.now,
    fetchText,
  });
  expect(verdict).toEqual({ ok: false, reason: "claim-mismatch" });
});

describe("a token that no published key can verify is not asked for", () => {
  const both: JwtSignature = {
    scheme: "jwt",
    header: "authorization",
    algorithms: ["HS256", "RS256"],
    key: "jwk",
  };
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const found = (token: string, secrets: readonly string[], fetched: Trial["fetchText"] = fetchText) =>
    verifyRequest(both, requestOf({ headers: { authorization: token } }), {
      secrets: secrets.map((text) => new Secret(text)),
      nowMs: start,
      fetchText: fetched,
    });
  const head = encoded({ alg: "RS256", kid: "k" });

  it.each([
    ["no token", "signature-malformed"],
    [`${head}.e30`, "signature-malformed"],
    // Five parts are an encrypted token, which no key of the vendor can open.
    [`${head}.e30.e30.e30.e30`, "signature-malformed"],
    ["e30.e30.e30", "key-untrusted"],
    ["%.e30.e30", "signature-malformed"],
    [`${encoded({ alg: "none" })}.e30.`, "key-untrusted"],
    [`${encoded({ alg: "ES256" })}.e30.e30`, "key-untrusted"],
    // A published key is no HMAC key (algorithm confusion).
    [`${encoded({ alg: "HS256" })}.e30.e30`, "key-untrusted"],
  ])("%s", async (token, reason) => {
    // A set that no test has asked for: one that is kept would not be asked for either.
    expect(await found(token, ["https://unasked.example/jwks.json"])).toEqual({ ok: false, reason });
  });

  it.each([' {"a":1}', '\n["a"]'])("%j is no text key behind its blanks", async (secret) => {
    const text: JwtSignature = { ...both, key: "utf8-or-jwk" };
    expect(tokenKeyKind(text, new Secret(secret))).toBe("no-key");
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(start / 1000 + 60)
      .sign(Buffer.from(secret.trim()));
    const request = requestOf({ headers: { authorization: token } });
    const trial = { secrets: [new Secret(secret)], nowMs: start, fetchText };
    await expect(verifyRequest(text, request, trial)).rejects.toMatchObject({ code: "secret-unusable" });
  });

  it("another secret may still be its key", async () => {
    const jwk = JSON.stringify({ ...(await exportJWK(pairs[0].publicKey)), alg: "RS256" });
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256" })
      .setExpirationTime(start / 1000 + 60)
      .sign(pairs[0].privateKey);
    const refuse = async () => rejected("key-not-fetched");
    expect(await found(token, [url, jwk], refuse)).toMatchObject({ ok: true, secretIndex: 1 });
  });

  it("one URL is asked once, and a failure counts before a refusal", async () => {
    const asked: string[] = [];
    const token = `${head}.e30.e30`;
    const refuse: Trial["fetchText"] = async (at, query) => {
      asked.push(at);
      expect(query).toMatchObject({ isNamed: false });
      return rejected("key-not-fetched");
    };
    expect(await found(token, [url, url], refuse)).toEqual({ ok: false, reason: "key-not-fetched" });
    expect(asked).toEqual([url]);
    const down = new Error("down");
    const either = async (at: string) => {
      if (at !== url) throw down;
      return rejected("key-not-fetched");
    };
    await expect(found(token, [url, "https://other.example/"], either)).rejects.toBe(down);
  });
});
