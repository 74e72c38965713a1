import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { JwtSignature } from "../../../src/core/signature.ts";
import { clock, requestOf } from "../../support/judged.ts";
import {
  bytes,
  es256,
  jwk,
  other,
  pair,
  pem,
  scheme,
  setUrl,
  signedByPair,
  token,
  verdict,
} from "../../support/jwt-requests.ts";

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
    // What was copied with quotation marks matches no claim, and that is our fault.
    const quoted = { secrets: ['"me"'], fetched };
    await expect(verdict({ ...signedByPair, claims: { email: "me" } }, at, quoted)).rejects.toMatchObject({
      code: "secret-unusable",
    });
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
