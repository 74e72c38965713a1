import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { HmacSignature, KeyedHashSignature, PublicKeySignature } from "../../../src/core/signature.ts";
import { mostUnverifiedBytes } from "../../../src/signatures/parts/limits.ts";
import { scheme as hmacScheme } from "../../../src/signatures/schemes/hmac.ts";
import { clock, judged, judgedBy, requestOf } from "../../support/judged.ts";

const json = { "content-type": "application/json" };
const secret = "a-secret-for-tests";
const scheme: HmacSignature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" };
const hmac = (text: string | Uint8Array): string => createHmac("sha256", secret).update(text).digest("hex");

describe("an HMAC", () => {
  it("may be any of several, in any of their places", async () => {
    const several = { ...scheme, separator: "," };
    expect(await judged(several, { headers: { "x-signature": `00,${hmac("x")},11` }, body: "x" })).toBe("ok");
    expect(await judged(several, { headers: { "x-signature": `${hmac("x")},11` }, body: "x" })).toBe("ok");
    expect(await judged(several, { headers: { "x-signature": "00,11" }, body: "x" })).toBe(
      "signature-mismatch",
    );
  });

  it("is missing, or malformed", async () => {
    expect(await judgedBy(hmacScheme, scheme, { body: "x" })).toBe("signature-missing");
    expect(
      await judgedBy(hmacScheme, { ...scheme, prefix: "v=" }, { headers: { "x-signature": "00" } }),
    ).toBe("signature-malformed");
  });

  it.each(["sha1", "sha256", "sha512"] as const)("of %s in base64", async (hash) => {
    const digest = createHmac(hash, secret).update("x").digest("base64");
    const own: HmacSignature = { ...scheme, hash, encoding: "base64" };
    expect(await judged(own, { headers: { "x-signature": digest }, body: "x" })).toBe("ok");
  });
});

describe("the signed text", () => {
  const of = (signed: string | readonly string[], text: string, draft: Parameters<typeof judged>[1] = {}) =>
    judged({ ...scheme, signed }, { ...draft, headers: { "x-signature": hmac(text), ...draft.headers } });

  it("can be one of several; those with a missing value are left out", async () => {
    const signed = ["{header:x-a}.{body}", "{body}"];
    expect(await of(signed, "1.x", { headers: { "x-a": "1" }, body: "x" })).toBe("ok");
    expect(await of(signed, "x", { headers: { "x-a": "1" }, body: "x" })).toBe("ok");
    expect(await of(signed, "x", { body: "x" })).toBe("ok");
    expect(await of(signed, "y", { body: "x" })).toBe("signature-mismatch");
    expect(await of(["{header:x-a}.{body}"], "x", { body: "x" })).toBe("signature-malformed");
  });

  it("must be JSON where the scheme says so, even with a valid signature", async () => {
    const of = (body: string, change: Partial<HmacSignature> = { json: true }) =>
      judged({ ...scheme, ...change }, { headers: { "x-signature": hmac(body) }, body });
    expect(await of('{"a":1}')).toBe("ok");
    expect(await of('1{"a":1}')).toBe("signature-malformed");
    expect(await of("")).toBe("signature-malformed");
    expect(await of('1{"a":1}', {})).toBe("ok");
    const wrong = { headers: { "x-signature": hmac("x") }, body: "y" };
    expect(await judged({ ...scheme, json: true }, wrong)).toBe("signature-mismatch");
  });

  it("is read from a body of a megabyte at most, if it or the signature is in the body", async () => {
    const of = (bytes: number, change: Partial<HmacSignature>) => {
      const body = `{"id":"1","s":"${hmac("1")}","pad":"`.padEnd(bytes - 2, "x").concat('"}');
      return judged({ ...scheme, ...change }, { headers: { ...json, "x-signature": hmac("1") }, body });
    };
    const { header, ...placeless } = scheme;
    const most = mostUnverifiedBytes;
    expect(await of(most, { signed: "{body:/id}" })).toBe("ok");
    expect(await of(most + 1, { signed: "{body:/id}" })).toBe("signature-malformed");
    const from = { ...placeless, from: "body:/s" } as const;
    const body = (bytes: number) => `{"s":"${hmac("1")}","pad":"`.padEnd(bytes - 2, "x").concat('"}');
    const inBody = (bytes: number) =>
      judged({ ...from, signed: "{header:x-id}" }, { headers: { ...json, "x-id": "1" }, body: body(bytes) });
    expect(await inBody(most)).toBe("ok");
    expect(await inBody(most + 1)).toBe("signature-malformed");
    const inHeader: HmacSignature = { ...placeless, from: "header:x-body:s" };
    const wide = "x".repeat(most + 1);
    expect(await judged(inHeader, { headers: { "x-body:s": hmac(wide) }, body: wide })).toBe("ok");
    // A body that is only hashed may have any size.
    const large = "x".repeat(most + 1);
    expect(await judged(scheme, { headers: { "x-signature": hmac(large) }, body: large })).toBe("ok");
  });
});

describe("the time of signing", () => {
  const timed: HmacSignature = {
    ...scheme,
    timestamp: "header:x-time",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  };

  it("is what the text holds", async () => {
    const headers = { "x-signature": hmac(`${clock}.x`), "x-time": String(clock) };
    const verdict = await verifyRequest(timed, requestOf({ headers, body: "x" }), {
      secrets: [new Secret(secret)],
      nowMs: clock * 1_000,
    });
    expect(verdict).toMatchObject({ ok: true, signedAt: String(clock) });
    expect(await judged(timed, { headers, body: "x", lateMs: 301_000 })).toBe("timestamp-stale");
    expect(await judged(timed, { headers: { ...headers, "x-time": "1" }, body: "x" })).toBe(
      "signature-mismatch",
    );
  });

  it("is a field of the signature's header, wherever else a time stands", async () => {
    const fields = { timestamp: "t", signature: "v1" };
    const stripe: HmacSignature = { ...timed, timestamp: "header:x-time", separator: ",", fields };
    const headers = { "x-signature": `t=${clock},v1=${hmac(`${clock}.x`)}`, "x-time": "1" };
    expect(await judged(stripe, { headers, body: "x" })).toBe("ok");
    expect(await judged(stripe, { headers, body: "x", lateMs: 301_000 })).toBe("timestamp-stale");
  });

  it("is read from a body only after the body is verified", async () => {
    const late: HmacSignature = { ...scheme, timestamp: "body:/at", toleranceSeconds: 300 };
    const at = (time: number, signature?: string) => {
      const body = `{"at":${time}}`;
      return judged(late, { headers: { ...json, "x-signature": signature ?? hmac(body) }, body });
    };
    expect(await at(clock)).toBe("ok");
    expect(await at(clock - 301)).toBe("timestamp-stale");
    expect(await at(clock - 301, "00")).toBe("signature-mismatch");
    const parse = vi.spyOn(JSON, "parse");
    await at(clock, "00");
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    const early: HmacSignature = { ...late, signed: "{timestamp}" };
    const body = `{"at":${clock}}`;
    expect(await judged(early, { headers: { ...json, "x-signature": hmac(String(clock)) }, body })).toBe(
      "ok",
    );
  });
});

describe("a keyed hash", () => {
  const keyed: KeyedHashSignature = {
    scheme: "keyed-hash",
    hash: ["sha1", "sha256"],
    encoding: "hex",
    header: "x-signature",
    separator: ",",
    signed: "{secret}{body}",
  };
  const digest = (hash: string, text: string) => createHash(hash).update(text).digest("hex");

  it("is one of its hashes over the text with the secret", async () => {
    for (const hash of ["sha1", "sha256"])
      expect(await judged(keyed, { headers: { "x-signature": digest(hash, `${secret}x`) }, body: "x" })).toBe(
        "ok",
      );
    for (const text of ["x", `y${secret}`, `${secret}y`])
      expect(await judged(keyed, { headers: { "x-signature": digest("sha256", text) }, body: "x" })).toBe(
        "signature-mismatch",
      );
  });

  it("is tried with every secret, without the blanks around it, and among several", async () => {
    const headers = { "x-signature": `00,${digest("sha256", `${secret}x`)},11` };
    expect(await judged(keyed, { headers, body: "x", secrets: ["other", ` ${secret}\n`] })).toBe("ok");
    expect(await judged({ ...keyed, hash: "sha1" }, { headers, body: "x" })).toBe("signature-mismatch");
    expect(await judged({ ...keyed, hash: "sha256" }, { headers, body: "x" })).toBe("ok");
  });
});

describe("a signature by public key", () => {
  const pairs = {
    ed25519: generateKeyPairSync("ed25519"),
    "ecdsa-sha256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
    "rsa-sha256": generateKeyPairSync("rsa", { modulusLength: 1024 }),
    "rsa-sha1": generateKeyPairSync("rsa", { modulusLength: 1024 }),
  } as const;
  const digests = {
    ed25519: null,
    "ecdsa-sha256": "sha256",
    "rsa-sha256": "sha256",
    "rsa-sha1": "sha1",
  } as const;
  type Algorithm = keyof typeof pairs;
  const pem = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();
  const der = (key: KeyObject) => key.export({ format: "der", type: "spki" });
  const raw = der(pairs.ed25519.publicKey).subarray(-32);
  const schemeOf = (algorithm: Algorithm, key: PublicKeySignature["key"]): PublicKeySignature => ({
    scheme: "public-key",
    algorithm,
    key,
    encoding: "hex",
    header: "x-signature",
    separator: ",",
    signed: "{header:x-time}{body}",
  });
  const signed = (algorithm: Algorithm, text = "1x") =>
    sign(digests[algorithm], Buffer.from(text), pairs[algorithm].privateKey);
  const verdict = (of: PublicKeySignature, key: string, signature: string): Promise<string> =>
    judged(of, { headers: { "x-time": "1", "x-signature": signature }, body: "x", secrets: [key] });

  it.each(Object.keys(pairs) as Algorithm[])("of %s", async (algorithm) => {
    const key = pem(pairs[algorithm].publicKey);
    const of = schemeOf(algorithm, "pem");
    const right = signed(algorithm).toString("hex");
    expect(await verdict(of, key, right)).toBe("ok");
    expect(await verdict(of, key, `00,zz,${right}`)).toBe("ok");
    expect(await verdict(of, key, signed(algorithm, "1y").toString("hex"))).toBe("signature-mismatch");
    expect(await verdict(of, key, "not hex")).toBe("signature-mismatch");
    const base64: PublicKeySignature = { ...of, encoding: "base64" };
    expect(await verdict(base64, key, signed(algorithm).toString("base64"))).toBe("ok");
  });

  it("takes a key in the form that the vendor shows", async () => {
    const right = signed("ed25519").toString("hex");
    expect(await verdict(schemeOf("ed25519", "raw-hex"), raw.toString("hex"), right)).toBe("ok");
    expect(await verdict(schemeOf("ed25519", "raw-base64"), raw.toString("base64"), right)).toBe("ok");
    const spki = der(pairs["ecdsa-sha256"].publicKey).toString("base64");
    expect(
      await verdict(schemeOf("ecdsa-sha256", "spki-base64"), spki, signed("ecdsa-sha256").toString("hex")),
    ).toBe("ok");
  });

  it.each([
    ["raw-hex", raw.subarray(1).toString("hex")],
    ["raw-hex", `${raw.toString("hex")}00`],
    ["raw-hex", "zz"],
    ["raw-base64", raw.subarray(1).toString("base64")],
    ["spki-base64", raw.toString("base64")],
    ["spki-base64", "%"],
    ["pem", "no PEM"],
    ["pem", pem(pairs["rsa-sha1"].publicKey)],
  ] as const)("refuses a secret that is not a key in %s", async (form, key) => {
    await expect(verdict(schemeOf("ed25519", form), key, "00")).rejects.toMatchObject({
      code: "secret-unusable",
    });
  });
});
