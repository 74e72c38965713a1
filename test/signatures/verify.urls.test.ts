import { createHash, createHmac } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { describe, expect, it, vi } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import type { HmacSignature, Signature } from "../../src/core/signature.ts";
import { mostUrlSpellings, urlSpellings } from "../../src/signatures/parts/url-spellings.ts";
import { verify } from "../../src/signatures/verify.ts";
import { clock, judged, requestOf } from "../support/judged.ts";
import { verifyRequest } from "../support/verify-request.ts";

const secret = "a-secret-for-tests";
const scheme: HmacSignature = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: "x-signature",
  timestamp: "header:x-time",
  signed: "{timestamp}{url}{body}",
  toleranceSeconds: 300,
};
const base = "https://hooks.example/hooks/acme";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** Headers of a request that was signed with this URL. */
const headersFor = (url: string, body = "", time = String(clock)) => ({
  "x-time": time,
  "x-signature": hmac(`${time}${url}${body}`),
});

describe("a URL that came in another spelling", () => {
  const came = `${base}?name=Ann%20O'Hara&flag=`;
  const signed = `${base}?name=Ann+O%27Hara&flag`;

  it("is verified in the one that was signed, which the verdict tells", async () => {
    const request = requestOf({ url: came, headers: headersFor(signed) });
    const by = { secrets: [new Secret("x"), new Secret(secret)], nowMs: clock * 1_000 };
    expect(await verifyRequest(scheme, request, by)).toMatchObject({ ok: true, secretIndex: 1, url: signed });
    const asSent = await verifyRequest(scheme, requestOf({ url: came, headers: headersFor(came) }), by);
    expect(asSent).toMatchObject({ ok: true, secretIndex: 1 });
    expect(asSent).not.toHaveProperty("url");
  });

  it("is verified as it came, where another spelling was signed too", async () => {
    const headers = headersFor(came);
    const both = { ...headers, "x-signature": `${hmac(`${clock}${signed}`)},${headers["x-signature"]}` };
    const by = { secrets: [new Secret(secret)], nowMs: clock * 1_000 };
    const verdict = await verifyRequest(
      { ...scheme, separator: "," },
      requestOf({ url: came, headers: both }),
      by,
    );
    expect(verdict).toMatchObject({ ok: true, secretIndex: 0 });
    expect(verdict).not.toHaveProperty("url");
  });

  it.each([
    ["another value", `${base}?name=Bob+O%27Hara&flag`],
    ["a parameter more", `${signed}&x=1`],
    ["a parameter less", `${base}?name=Ann+O%27Hara`],
    ["another order", `${base}?flag&name=Ann+O%27Hara`],
    ["another path", signed.replace("acme", "other")],
    ["another host", signed.replace("hooks.example", "other.example")],
  ])("is refused when %s was signed", async (_, url) => {
    expect(await judged(scheme, { url: came, headers: headersFor(url) })).toBe("signature-mismatch");
  });

  it("is refused for its time, if that is what is wrong", async () => {
    const url = came;
    const stale = String(clock - 301);
    expect(await judged(scheme, { url, headers: headersFor(signed, "", stale) })).toBe("timestamp-stale");
    const ahead = String(clock + 301);
    expect(await judged(scheme, { url, headers: headersFor(signed, "", ahead) })).toBe("timestamp-ahead");
  });

  it("is refused for what is wrong with it as it came, not for what is wrong with a spelling", async () => {
    // With the bracket at its end, a part of a body could have been moved into the URL.
    const url = `${base}?a=%5B`;
    const lists = urlSpellings({ url, query: "a=%5B" });
    expect(lists.at(-1)).not.toBe(lists[0]);
    expect(lists).toContain(`${base}?a=[`);
    expect(await judged(scheme, { url, headers: headersFor(`${base}?b=1`) })).toBe("signature-mismatch");
    expect(await judged(scheme, { url, headers: headersFor(`${base}?a=[`) })).toBe("signature-mismatch");
  });

  it("is not respelled for a scheme that does not sign it", async () => {
    const unsigned: Signature[] = [{ ...scheme, signed: "{timestamp}{query:name}{body}" }];
    const headers = { ...headersFor("Ann O'Hara") };
    const request = requestOf({ url: came, headers });
    const verdict = await verifyRequest(unsigned, request, {
      secrets: [new Secret(secret)],
      nowMs: clock * 1_000,
    });
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict).not.toHaveProperty("url");
  });
});

describe("a URL in a claim that came in another spelling", () => {
  const came = `${base}?name=Ann%20O'Hara&flag=`;
  const signed = `${base}?name=Ann+O%27Hara&flag`;
  const key = Buffer.from(secret);
  const header = "x-token";
  const token = (claims: JWTPayload): Promise<string> =>
    new SignJWT({ ...claims, exp: clock + 60 }).setProtectedHeader({ alg: "HS256" }).sign(key);
  const by = { secrets: [new Secret("another-secret"), new Secret(secret)], nowMs: clock * 1_000 };
  const judge = async (scheme: Signature, claims: JWTPayload, url = came) =>
    verifyRequest(scheme, requestOf({ url, headers: { [header]: await token(claims) } }), by);
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

  const plain: Signature = {
    scheme: "jwt",
    header,
    algorithms: ["HS256"],
    key: "utf8",
    claims: { iss: "acme", aud: "{url}" },
  };
  const hashed: Signature = {
    scheme: "request-hash-jwt",
    header,
    algorithms: ["HS256"],
    key: "utf8",
    issuer: "acme",
  };

  it.each([
    ["jwt", plain, (url: string) => ({ iss: "acme", aud: url })],
    ["request-hash-jwt", hashed, (url: string) => ({ iss: "acme", url_hash: sha256(url) })],
  ])(
    "%s: is compared in the spelling that was signed, which the verdict tells",
    async (_, scheme, claims) => {
      expect(await judge(scheme, claims(signed))).toMatchObject({ ok: true, secretIndex: 1, url: signed });
      const asSent = await judge(scheme, claims(came));
      expect(asSent).toMatchObject({ ok: true });
      expect(asSent).not.toHaveProperty("url");
      for (const other of [base, `${base}?name=Bob&flag`, signed.replace("acme", "other")])
        expect(await judge(scheme, claims(other))).toMatchObject({ ok: false, reason: "claim-mismatch" });
      expect(await judge(scheme, { ...claims(signed), iss: "evil" })).toMatchObject({ ok: false });
    },
  );

  it("a token is verified once for all of them", async () => {
    const verifies = vi.spyOn(globalThis.crypto.subtle, "verify");
    const only = { ...by, secrets: [new Secret(secret)] };
    const headers = { [header]: await token({ iss: "acme", aud: "https://other.example" }) };
    const verdict = await verifyRequest(plain, requestOf({ url: came, headers }), only);
    expect(verdict).toMatchObject({ ok: false, reason: "claim-mismatch" });
    expect(verifies).toHaveBeenCalledTimes(1);
    verifies.mockRestore();
  });
});

it("of a large body few spellings are tried", async () => {
  const tried = async (bytes: number): Promise<number> => {
    const url = `${base}?a=%C3%A9%20~'(&b=&c=%2F`;
    const query = url.split("?")[1] ?? "";
    const request = { ...requestOf({ url, headers: headersFor("x") }), isReordered: true };
    const update = vi.spyOn(Object.getPrototypeOf(createHmac("sha256", "x")), "update");
    const by = { secrets: [new Secret(secret)], nowMs: clock * 1_000 };
    await verifyRequest(scheme, { ...request, query, body: Buffer.alloc(bytes) }, by);
    const sizes = update.mock.calls.map(([part]) => (part as Uint8Array).length);
    update.mockRestore();
    return sizes.filter((size) => size === bytes).length;
  };
  expect(await tried(200_000)).toBe(mostUrlSpellings);
  expect(await tried(1_000_000)).toBe(20);
  expect(await tried(4_500_000)).toBe(4);
  expect(await tried(30_000_000)).toBe(1);
});

it("the work depends on the URL alone, not on which spelling matched or why the request is refused", async () => {
  const update = vi.spyOn(Object.getPrototypeOf(createHmac("sha256", "x")), "update");
  const body = "x".repeat(1_000);
  const url = `${base}?a=%C3%A9%20~&b=`;
  const spellings = urlSpellings({ url, query: url.split("?")[1] ?? "" });
  const costs = async (
    headers: Readonly<Record<string, string>>,
    called = url,
    schemes: readonly Signature[] = [scheme],
  ): Promise<number> => {
    update.mockClear();
    const request = requestOf({ url: called, headers, body });
    const signature = headers["x-signature"] === undefined ? undefined : schemes[0];
    const secrets = [new Secret(secret)];
    const nowMs = clock * 1_000;
    const fetchText = () => Promise.reject(new Error("nothing is fetched here"));
    await verify(request, { signature, schemes, secrets, nowMs, fetchText });
    const sizes = update.mock.calls.map(([part]) => (part as Uint8Array).length);
    return sizes.filter((size) => size === body.length).length;
  };
  expect(spellings.length).toBeGreaterThan(4);
  expect(spellings.length).toBeLessThanOrEqual(mostUrlSpellings);
  for (const spelling of [spellings[0], spellings[3], spellings.at(-1)])
    expect(await costs(headersFor(String(spelling), body))).toBe(spellings.length);
  expect(await costs({ "x-time": String(clock), "x-signature": hmac("no") })).toBe(spellings.length);
  expect(await costs({})).toBe(spellings.length);
  expect(await costs({}, base)).toBe(1);
  expect(await costs({ "x-time": String(clock), "x-signature": hmac("no") }, base)).toBe(1);
  // A signature that is right and old is found at once: nobody can make one.
  const old = { ...headersFor(url, body) };
  expect(await costs(old, url, [{ ...scheme, toleranceSeconds: -1 } as Signature])).toBe(1);
  // Of several schemes one that signs the URL is enough; without one there is nothing to try.
  const ofBody = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" } as const;
  expect(await costs({}, url, [ofBody, scheme])).toBe(spellings.length);
  expect(await costs({}, url, [ofBody])).toBe(1);
  expect(await costs({ "x-signature": hmac("no") }, url, [ofBody])).toBe(1);
  const malformed = { ...ofBody, prefix: "v1=" };
  expect(await costs({ "x-signature": hmac("no") }, url, [malformed, scheme])).toBe(1);
  update.mockRestore();
});
