import { createHash, createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { exportJWK, type JWTPayload, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import type { JwtSignature } from "../../../src/core/signature.ts";
import { scheme as jwtScheme } from "../../../src/signatures/schemes/jwt.ts";
import { clock, type Draft, judged, judgedBy, requestOf } from "../../support/judged.ts";
import { verifyRequest } from "../../support/verify-request.ts";

const secret = "a-secret-for-tests-that-is-long-enough";
const scheme: JwtSignature = { scheme: "jwt", header: "x-token", algorithms: ["HS256"], key: "utf8" };
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (key: KeyObject): string => key.export({ format: "pem", type: "spki" }).toString();
const jwk = async (kid: string, key: KeyObject = pair.publicKey) => ({
  ...(await exportJWK(key)),
  kid,
  alg: "ES256",
});
const setUrl = "https://keys.example/jwks.json";

interface Token {
  readonly claims?: JWTPayload;
  readonly alg?: string;
  readonly key?: Uint8Array | KeyObject;
  readonly kid?: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const token = ({ claims = {}, alg = "HS256", key = bytes(secret), kid }: Token = {}): Promise<string> =>
  new SignJWT({ exp: clock + 60, ...claims }).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key);

async function verdict(
  given: Token = {},
  change: Partial<JwtSignature> = {},
  draft: Draft = {},
): Promise<string> {
  const headers = { "x-token": (change.prefix ?? "") + (await token(given)) };
  return judged({ ...scheme, ...change }, { headers, secrets: [secret], ...draft });
}

const signedByPair = { alg: "ES256", key: pair.privateKey } as const;
const es256 = { algorithms: ["ES256"] } as const;

describe("a token", () => {
  it("is valid under one of the secrets", async () => {
    expect(await verdict()).toBe("ok");
    expect(await verdict({}, {}, { secrets: ["another secret of some length", ` ${secret}\n`] })).toBe("ok");
    expect(await verdict({}, {}, { secrets: ["another secret of some length"] })).toBe("signature-mismatch");
    expect(await verdict({}, {}, { secrets: [] })).toBe("signature-mismatch");
  });

  it("is refused with the reason of the key that matches it", async () => {
    const secrets = [secret, "another secret of some length"];
    expect(await verdict({ claims: { exp: clock - 5 } }, {}, { secrets })).toBe("timestamp-stale");
    const claims = { it: "{secret}" };
    const right = { claims: { it: secret } };
    const others = { secrets: [secret, ` ${secret}`] };
    expect(await verdict(right, { claims }, others)).toBe("ok");
    const set = JSON.stringify({ keys: [await jwk("1")] });
    const at = { ...es256, key: { url: setUrl }, claims } as const;
    const draft = { secrets: ["you", "me"], fetched: { [setUrl]: set } };
    expect(await verdict({ ...signedByPair, claims: { it: "me" } }, at, draft)).toBe("ok");
  });

  it("is wrong under a key that its algorithm can't use", async () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const text = short.publicKey.export({ format: "pem", type: "spki" }).toString();
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${encoded({ alg: "RS256" })}.${encoded({ exp: clock + 60 })}.AAAA`;
    const change: JwtSignature = { ...scheme, algorithms: ["RS256"], key: "pem" };
    expect(await judged(change, { headers: { "x-token": unsigned }, secrets: [text] })).toBe(
      "signature-mismatch",
    );
  });

  it("has its prefix, whose case does not matter", async () => {
    expect(await verdict({}, { prefix: "Bearer " })).toBe("ok");
    const lower = { "x-token": `bearer ${await token()}` };
    expect(await judged({ ...scheme, prefix: "Bearer " }, { headers: lower, secrets: [secret] })).toBe("ok");
    const headers = { "x-token": await token() };
    expect(await judged({ ...scheme, prefix: "Bearer " }, { headers, secrets: [secret] })).toBe(
      "signature-malformed",
    );
    const instead = { "x-token": `Digest ${await token()}` };
    expect(await judged({ ...scheme, prefix: "Bearer " }, { headers: instead, secrets: [secret] })).toBe(
      "signature-malformed",
    );
    const blank = { "x-token": `Bearer   ${await token()} ` };
    expect(await judged({ ...scheme, prefix: "Bearer " }, { headers: blank, secrets: [secret] })).toBe("ok");
  });

  it("is missing, or malformed", async () => {
    expect(await judgedBy(jwtScheme, scheme, {})).toBe("signature-missing");
    for (const text of ["x", "a.b.c", "a.b", "...."])
      expect(await judged(scheme, { headers: { "x-token": text }, secrets: [secret] })).toBe(
        "signature-malformed",
      );
  });

  it("is signed as the scheme says and no other way", async () => {
    expect(await verdict({}, { algorithms: ["HS512"] })).toBe("key-untrusted");
    expect(
      await verdict(
        { alg: "HS512", key: bytes(secret.repeat(2)) },
        { algorithms: ["HS512"] },
        { secrets: [secret.repeat(2)] },
      ),
    ).toBe("ok");
    const both = { algorithms: ["HS256", "ES256"], key: "utf8-or-jwk" } as const;
    expect(await verdict(signedByPair, both)).toBe("key-untrusted");
    const publicKey = pem(pair.publicKey);
    expect(await verdict({ key: bytes(publicKey) }, { ...both, key: "pem" }, { secrets: [publicKey] })).toBe(
      "key-untrusted",
    );
  });
});

describe("the times of a token", () => {
  it.each([
    ["that is over", { exp: clock - 5 }, {}, "timestamp-stale"],
    ["that is over by the other clock only", { exp: clock - 4 }, {}, "ok"],
    ["that ends in a second", { exp: clock + 1 }, {}, "ok"],
    ["that never ends", { exp: undefined }, {}, "timestamp-missing"],
    ["that never ends, where that is known", { exp: undefined }, { timeless: true }, "ok"],
    ["that is over, within the leeway", { exp: clock - 9 }, { leewaySeconds: 10 }, "ok"],
    ["that is over, at the leeway", { exp: clock - 10 }, { leewaySeconds: 10 }, "timestamp-stale"],
    ["that is not valid yet", { nbf: clock + 6 }, {}, "timestamp-ahead"],
    ["that is valid by the sender's clock only", { nbf: clock + 5, iat: clock + 5 }, {}, "ok"],
    ["that is valid from now", { nbf: clock }, {}, "ok"],
    ["that was issued far ahead", { iat: clock + 301 }, {}, "timestamp-ahead"],
    ["that was issued a little ahead", { iat: clock + 300 }, {}, "ok"],
    ["that is young enough", { iat: clock - 60, exp: undefined }, { maxAgeSeconds: 60 }, "ok"],
    [
      "that is young enough with two clocks",
      { iat: clock - 65, exp: undefined },
      { maxAgeSeconds: 60 },
      "ok",
    ],
    ["that is too old", { iat: clock - 66, exp: undefined }, { maxAgeSeconds: 60 }, "timestamp-stale"],
    ["that does not say its age", { exp: clock + 60 }, { maxAgeSeconds: 60 }, "timestamp-missing"],
    ["that is a little younger than now", { iat: clock + 5, exp: undefined }, { maxAgeSeconds: 60 }, "ok"],
    ["that is of tomorrow", { iat: clock + 6, exp: undefined }, { maxAgeSeconds: 60 }, "timestamp-ahead"],
    ["whose beginning is no time", { nbf: "x" }, {}, "timestamp-ahead"],
    ["whose end is no time", { exp: "x" }, {}, "claim-mismatch"],
  ] as const)("%s", async (_, claims, change, expected) => {
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${encoded({ alg: "HS256" })}.${encoded({ exp: clock + 60, ...claims })}`;
    const mac = createHmac("sha256", secret).update(text).digest("base64url");
    const headers = { "x-token": `${text}.${mac}` };
    expect(await judged({ ...scheme, ...change }, { headers, secrets: [secret] })).toBe(expected);
  });

  it("give the time of signing", async () => {
    const request = requestOf({ headers: { "x-token": await token({ claims: { iat: clock - 3 } }) } });
    expect(
      await verifyRequest(scheme, request, { secrets: [new Secret(secret)], nowMs: clock * 1_000 }),
    ).toEqual({
      ok: true,
      secretIndex: 0,
      signedAt: String(clock - 3),
      signature: scheme,
    });
  });
});

describe("the claims of a token", () => {
  const url = "https://hooks.example/hooks/acme?a=1";
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

  it.each([
    ["{url}", url, "ok"],
    ["{url}", `${url}&`, "claim-mismatch"],
    ["{query hash}", sha256("POST&/hooks/acme&a=1"), "ok"],
    ["{query hash}", sha256("POST&/hooks/acme&a=2"), "claim-mismatch"],
    ["{query hash}", sha256("POST&/acme&a=1"), "ok"],
    ["{query hash}", sha256("POST&/hooks&a=1"), "claim-mismatch"],
    ["{secret}", secret, "ok"],
    ["{secret}", "other", "claim-mismatch"],
    ["plain", "plain", "ok"],
    ["plain", "other", "claim-mismatch"],
    [["one", "two"], "two", "ok"],
    [["one", "two"], "three", "claim-mismatch"],
    ["plain", ["other", "plain"], "ok"],
    ["plain", undefined, "claim-mismatch"],
    ["7", 7, "ok"],
  ])("%s of %j: %s", async (rule, claim, expected) => {
    expect(await verdict({ claims: { it: claim } }, { claims: { it: rule } }, { url })).toBe(
      expected === "ok" && Array.isArray(rule) ? "ok" : expected,
    );
  });

  it("must all match", async () => {
    const claims = { one: "1", two: "2" };
    expect(await verdict({ claims }, { claims })).toBe("ok");
    expect(await verdict({ claims: { one: "1", two: "3" } }, { claims })).toBe("claim-mismatch");
    expect(await verdict({ claims: { one: "3", two: "2" } }, { claims })).toBe("claim-mismatch");
  });

  it("ignore white space around a secret", async () => {
    const draft = { secrets: [` ${secret}\n`] };
    expect(await verdict({ claims: { it: secret } }, { claims: { it: "{secret}" } }, draft)).toBe("ok");
  });

  const hash = (encoding: "hex" | "base64" | "base64url", body = "x") =>
    createHash("sha256").update(body).digest(encoding);

  it.each(["hex", "base64", "base64url"] as const)("hold the body's hash in %s", async (encoding) => {
    const bodyHash = { claim: "h", encoding };
    const of = (h: unknown) => verdict({ claims: { h } }, { bodyHash }, { body: "x" });
    expect(await of(hash(encoding))).toBe("ok");
    expect(await of(hash(encoding, "y"))).toBe("claim-mismatch");
    expect(await of(undefined)).toBe("claim-mismatch");
    expect(await of([hash(encoding)])).toBe("claim-mismatch");
    expect(await of(hash(encoding).replace(/^../, "$&=="))).toBe("claim-mismatch");
    expect(await of(`${hash(encoding)}==`)).toBe(encoding === "base64url" ? "ok" : "claim-mismatch");
  });

  it("must hold the hash of an empty body as well", async () => {
    expect(await verdict({}, { bodyHash: { claim: "h", encoding: "hex" } })).toBe("claim-mismatch");
  });

  it("and the hash must match together", async () => {
    const change = { claims: { it: "a" }, bodyHash: { claim: "h", encoding: "hex" } } as const;
    expect(await verdict({ claims: { it: "a", h: hash("hex") } }, change, { body: "x" })).toBe("ok");
    expect(await verdict({ claims: { it: "b", h: hash("hex") } }, change, { body: "x" })).toBe(
      "claim-mismatch",
    );
  });
});

describe("the key", () => {
  it("may be a PEM, in base64 as well", async () => {
    const change = { ...es256, key: "pem" } as const;
    const text = pem(pair.publicKey);
    expect(await verdict(signedByPair, change, { secrets: [` ${text}`] })).toBe("ok");
    expect(await verdict(signedByPair, change, { secrets: [Buffer.from(text).toString("base64")] })).toBe(
      "ok",
    );
    expect(await verdict(signedByPair, change, { secrets: [pem(other.publicKey)] })).toBe(
      "signature-mismatch",
    );
    await expect(verdict(signedByPair, change, { secrets: ["no PEM"] })).rejects.toMatchObject({
      code: "secret-unusable",
    });
  });

  it("may be a JWK or a set of them", async () => {
    const change = { ...es256, key: "jwk" } as const;
    const [one, two] = [await jwk("1"), await jwk("2", other.publicKey)];
    expect(await verdict(signedByPair, change, { secrets: [JSON.stringify(one)] })).toBe("ok");
    expect(await verdict(signedByPair, change, { secrets: [` ${JSON.stringify(two)}`] })).toBe(
      "signature-mismatch",
    );
    // A byte-order mark may have been copied along.
    expect(await verdict(signedByPair, change, { secrets: [`\ufeff${JSON.stringify(one)}`] })).toBe("ok");
    const set = JSON.stringify({ keys: [two, one] });
    expect(await verdict({ ...signedByPair, kid: "1" }, change, { secrets: [set] })).toBe("ok");
    expect(await verdict({ ...signedByPair, kid: "2" }, change, { secrets: [set] })).toBe(
      "signature-mismatch",
    );
    for (const text of [
      "x",
      "7",
      "null",
      "{}",
      '{"keys":7}',
      '{"keys":[{"kty":"EC"},{}]}',
      '{"keys":[{"kty":7}]}',
    ])
      await expect(verdict(signedByPair, change, { secrets: [text] })).rejects.toMatchObject({
        code: "secret-unusable",
      });
  });

  it("can be text or a JWK, as its beginning shows", async () => {
    const change = { algorithms: ["HS256", "ES256"], key: "utf8-or-jwk" } as const;
    expect(await verdict({}, change)).toBe("ok");
    expect(await verdict(signedByPair, change, { secrets: [JSON.stringify(await jwk("1"))] })).toBe("ok");
    expect(await verdict(signedByPair, change, { secrets: [` ${JSON.stringify(await jwk("1"))}`] })).toBe(
      "ok",
    );
    for (const text of ["{not json at all, but long enough}", "[not json at all, but long enough]"]) {
      const draft = { secrets: [text] };
      await expect(verdict({ key: bytes(text) }, change, draft)).rejects.toMatchObject({
        code: "secret-unusable",
      });
    }
    const pemText = "-----BEGIN something that is long enough";
    await expect(verdict({ key: bytes(pemText) }, change, { secrets: [pemText] })).rejects.toThrow();
    const inside = "a secret with a { and https: in it, long enough";
    expect(await verdict({ key: bytes(inside) }, change, { secrets: [inside] })).toBe("ok");
  });

  it("can be at a URL of the secret or of the scheme", async () => {
    const set = JSON.stringify({ keys: [await jwk("1")] });
    const fetched = { [setUrl]: set };
    expect(await verdict(signedByPair, { ...es256, key: "jwk" }, { secrets: [` ${setUrl}`], fetched })).toBe(
      "ok",
    );
    expect(
      await verdict(signedByPair, { ...es256, key: "utf8-or-jwk" }, { secrets: [setUrl], fetched }),
    ).toBe("ok");
    const claims = { email: "{secret}" };
    const at = { ...es256, key: { url: setUrl }, claims } as const;
    expect(
      await verdict({ ...signedByPair, claims: { email: "me" } }, at, { secrets: ["me"], fetched }),
    ).toBe("ok");
    expect(
      await verdict({ ...signedByPair, claims: { email: "you" } }, at, { secrets: ["me"], fetched }),
    ).toBe("claim-mismatch");
    // Text is a key and no place.
    const text = "https://a.secret.example/that-is-long-enough";
    expect(await verdict({ key: bytes(text) }, {}, { secrets: [text] })).toBe("ok");
    await expect(
      verdict(signedByPair, { ...es256, key: "pem" }, { secrets: [setUrl], fetched }),
    ).rejects.toMatchObject({ code: "secret-unusable" });
    await expect(
      verdict(signedByPair, at, { secrets: ["me"], fetched: { [setUrl]: "busy" } }),
    ).rejects.toMatchObject({ code: "key-fetch-failed" });
  });

  it("at a failing URL does not block another secret, and is fetched once", async () => {
    const at: JwtSignature = { ...scheme, ...es256, key: "jwk" };
    const headers = { "x-token": await token({ ...signedByPair, kid: "1" }) };
    const [mine, theirs] = [await jwk("1"), await jwk("2", other.publicKey)].map((key) =>
      JSON.stringify(key),
    );
    const asked: (string | boolean)[] = [];
    const of = (text: string, ...secrets: (string | undefined)[]) =>
      verifyRequest(at, requestOf({ headers }), {
        secrets: secrets.map((secret) => new Secret(String(secret))),
        nowMs: clock * 1_000,
        fetchText: async (url, { fresh }) => {
          asked.push(url, fresh ?? false);
          return text;
        },
      });
    expect(await of("busy", setUrl, mine)).toMatchObject({ ok: true, secretIndex: 1 });
    expect(await of(String(theirs), setUrl, mine)).toMatchObject({ ok: true, secretIndex: 1 });
    asked.length = 0;
    await expect(of("busy", setUrl, setUrl, theirs)).rejects.toMatchObject({ code: "key-fetch-failed" });
    expect(asked).toEqual([setUrl, false]);
  });

  it("that is missing in a set is fetched once more, if the set has a URL", async () => {
    const claims = { email: "{secret}" };
    const at: JwtSignature = { ...scheme, ...es256, key: { url: setUrl }, claims };
    const headers = { "x-token": await token({ ...signedByPair, kid: "2", claims: { email: "me" } }) };
    const asked: (boolean | undefined)[] = [];
    const of = async (old: string, fresh: string): Promise<unknown> => {
      asked.length = 0;
      return verifyRequest(at, requestOf({ headers }), {
        secrets: [new Secret("me")],
        nowMs: clock * 1_000,
        fetchText: async (_, query) => {
          asked.push(query.fresh);
          return query.fresh ? fresh : old;
        },
      });
    };
    const [first, second] = [
      JSON.stringify({ keys: [await jwk("1")] }),
      JSON.stringify({ keys: [await jwk("2")] }),
    ];
    expect(await of(first, second)).toMatchObject({ ok: true });
    expect(asked).toEqual([false, true]);
    expect(await of(first, first)).toEqual({ ok: false, reason: "signature-malformed" });
    expect(asked).toEqual([false, true]);
    await expect(of(first, "busy")).rejects.toMatchObject({ code: "key-fetch-failed" });
    expect(asked).toEqual([false, true]);
    expect(await of(second, "busy")).toMatchObject({ ok: true });
    expect(asked).toEqual([false]);
    // A page that is no set is none that lacks the key.
    await expect(of('{"error":"busy"}', second)).rejects.toMatchObject({ code: "key-fetch-failed" });
    expect(asked).toEqual([false]);
  });
});

describe("a token in a header", () => {
  it("leaves the body as it is, of any size", async () => {
    const headers = { "x-token": await token() };
    const request = requestOf({ headers, body: "x".repeat(1_048_577) });
    const found = await verifyRequest(scheme, request, {
      secrets: [new Secret(secret)],
      nowMs: clock * 1_000,
    });
    expect(found).toMatchObject({ ok: true });
    expect(found.ok && found.content).toBeUndefined();
  });
});
