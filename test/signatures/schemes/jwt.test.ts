import { createHash, createHmac, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { JwtSignature } from "../../../src/core/signature.ts";
import { scheme as jwtScheme } from "../../../src/signatures/schemes/jwt.ts";
import { clock, judged, judgedBy, requestOf } from "../../support/judged.ts";
import {
  bytes,
  es256,
  jwk,
  pair,
  pem,
  scheme,
  secret,
  setUrl,
  signedByPair,
  token,
  verdict,
} from "../../support/jwt-requests.ts";

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
    ["whose beginning is no time", { nbf: "x" }, {}, "timestamp-malformed"],
    ["whose end is no time", { exp: "x" }, {}, "timestamp-malformed"],
    ["whose age is no time", { iat: "x" }, { maxAgeSeconds: 60 }, "timestamp-malformed"],
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
