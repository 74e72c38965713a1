import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { exportJWK, FlattenedSign } from "jose";
import { describe, expect, it } from "vitest";
import type { DetachedJwsSignature } from "../../../src/core/signature.ts";
import { scheme } from "../../../src/signatures/schemes/detached-jws.ts";
import { judged, judgedBy, requestOf } from "../../support/judged.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const jwk = async (kid: string, key: KeyObject = pair.publicKey) => ({
  ...(await exportJWK(key)),
  kid,
  alg: "ES256",
});

describe("a detached signature", () => {
  const detached: DetachedJwsSignature = {
    scheme: "detached-jws",
    header: "x-token",
    algorithms: ["ES256"],
    key: "jwk",
  };
  async function of(
    change: (head: string, signature: string) => string,
    body = "the body",
    setOf = jwk("1"),
  ) {
    const header = { alg: "ES256", b64: false, crit: ["b64"] };
    const jws = await new FlattenedSign(bytes("the body")).setProtectedHeader(header).sign(pair.privateKey);
    const headers = { "x-token": change(jws.protected ?? "", jws.signature) };
    return judged(detached, { headers, body, secrets: [JSON.stringify(await setOf)] });
  }

  it("is over the raw body", async () => {
    expect(await of((head, signature) => `${head}..${signature}`)).toBe("ok");
    expect(await of((head, signature) => ` ${head}..${signature}`)).toBe("ok");
    expect(await of((head, signature) => `${head}..${signature}`, "another")).toBe("signature-mismatch");
    expect(
      await of((head, signature) => `${head}..${signature}`, "the body", jwk("1", other.publicKey)),
    ).toBe("signature-mismatch");
  });

  it.each([
    ["with a payload", (head: string, signature: string) => `${head}.e30.${signature}`],
    ["with a part before it", (head: string, signature: string) => `x.${head}..${signature}`],
    ["with a fourth part", (head: string, signature: string) => `${head}..${signature}.x`],
    ["without a signature", (head: string) => `${head}..`],
    ["without a head", (_: string, signature: string) => `..${signature}`],
    ["with a head alone", (head: string) => head],
  ])("%s is refused", async (_, change) => {
    expect(await of(change)).toMatch(/^signature-m/);
    expect(await of(change)).not.toBe("ok");
  });

  it("is signed as the scheme says and no other way", async () => {
    const header = { alg: "ES256", b64: false, crit: ["b64"] };
    const jws = await new FlattenedSign(bytes("x")).setProtectedHeader(header).sign(pair.privateKey);
    const headers = { "x-token": `${jws.protected}..${jws.signature}` };
    const strict: DetachedJwsSignature = { ...detached, algorithms: ["RS256"] };
    const secrets = [JSON.stringify(await jwk("1"))];
    expect(await judged(strict, { headers, body: "x", secrets })).toBe("key-untrusted");
    expect(await judged(detached, { headers, body: "x", secrets })).toBe("ok");
  });

  it("can have its key in PEM", async () => {
    const header = { alg: "ES256", b64: false, crit: ["b64"] };
    const jws = await new FlattenedSign(bytes("x")).setProtectedHeader(header).sign(pair.privateKey);
    const headers = { "x-token": `${jws.protected}..${jws.signature}` };
    const pem = pair.publicKey.export({ format: "pem", type: "spki" }).toString();
    const byPem: DetachedJwsSignature = { ...detached, key: "pem" };
    expect(await judged(byPem, { headers, body: "x", secrets: [pem] })).toBe("ok");
  });
});

it("is not what has the form of a SHA-256 in hex: it may be another scheme's", () => {
  const signature: DetachedJwsSignature = {
    scheme: "detached-jws",
    header: "x-token",
    algorithms: ["RS256"],
    key: "jwk",
  };
  const recognized = (token: string) =>
    scheme.recognizes?.(signature, requestOf({ headers: { "x-token": token } }));
  expect(recognized("a..b")).toBe(true);
  expect(recognized("0aF1".repeat(16))).toBe(false);
  expect(recognized("0aF1".repeat(15))).toBe(true);
  expect(recognized(`.${"0aF1".repeat(16)}`)).toBe(true);
  expect(recognized(`${"0aF1".repeat(16)}..b`)).toBe(true);
});

it("is missing without its header", async () => {
  const signature = { scheme: "detached-jws", header: "x-token", algorithms: ["ES256"], key: "jwk" } as const;
  expect(await judgedBy(scheme, signature, { body: "x" })).toBe("signature-missing");
});
