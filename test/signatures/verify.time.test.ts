import { createHmac } from "node:crypto";
import { expect, it, vi } from "vitest";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { rejected } from "../../src/core/outcome.ts";
import { Secret } from "../../src/core/secret.ts";
import type { HmacSignature, Signature } from "../../src/core/signature.ts";
import { judged, requestOf } from "../support/judged.ts";

const hmacScheme: HmacSignature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" };
const hmac = (text: string): string => createHmac("sha256", "a-secret-for-tests").update(text).digest("hex");

it("a refusal that needs no HMAC takes the time of one", async () => {
  const update = vi.spyOn(Object.getPrototypeOf(createHmac("sha256", "x")), "update");
  const costs = async (headers: Record<string, string>, scheme: Signature = hmacScheme) => {
    update.mockClear();
    await judged(scheme, { headers, body: "x".repeat(1_000) });
    return update.mock.calls.filter(([part]) => (part as Uint8Array).length === 1_000).length;
  };
  expect(await costs({ "x-signature": hmac("no") })).toBe(1);
  expect(await costs({})).toBe(1);
  expect(await costs({ "x-signature": "," }, { ...hmacScheme, separator: "," })).toBe(1);
  const untrusted: Signature = {
    scheme: "fetched-key",
    signatures: [{ from: "header:x-signature", key: "header:x-url" }],
    under: ["https://keys.example/"],
    names: "k",
    holds: "public-key",
  };
  expect(await costs({ "x-signature": "AAAA", "x-url": "https://evil.example/" }, untrusted)).toBe(1);
  for (const reason of ["key-unknown", "key-not-fetched"] as const) {
    update.mockClear();
    const headers = { "x-signature": "AAAA", "x-url": "https://keys.example/k" };
    const by = { secrets: [new Secret("x")], nowMs: 0, fetchText: async () => rejected(reason) };
    const found = await verifyRequest(untrusted, requestOf({ headers, body: "x".repeat(1_000) }), by);
    expect(found).toEqual({ ok: false, reason });
    expect(update.mock.calls.filter(([part]) => (part as Uint8Array).length === 1_000)).toHaveLength(1);
  }
  const hex: Signature = { ...hmacScheme, key: "hex" };
  const token: Signature = { scheme: "token", from: "header:x-token" };
  for (const secrets of [["no hex"], [new Secret("no hex", "other"), "a"]]) {
    update.mockClear();
    const draft = { headers: { "x-signature": hmac("no") }, body: "x".repeat(1_000), secrets };
    expect(await judged([hex, token], draft)).toBe("secret-unusable");
    expect(update.mock.calls.filter(([part]) => (part as Uint8Array).length === 1_000)).toHaveLength(1);
  }
  // Where no secret serves the scheme, or none is a key of a token, nothing was hashed before.
  const roled: Signature = { ...token, role: "token" };
  const tokenSecret = new Secret("a-token-for-tests", "token");
  const jwt: Signature = { scheme: "jwt", header: "x-jwt", algorithms: ["RS256"], key: "pem" };
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encoded({ alg: "RS256" })}.${encoded({ exp: 9_999_999_999 })}.AAAA`;
  for (const [schemes, headers, secrets] of [
    [[hmacScheme, roled], { "x-signature": hmac("no") }, [tokenSecret]],
    [[jwt, token], { "x-jwt": signed }, [new Secret("a-token-for-tests")]],
    // Hashed with what can't be right.
    [[hmacScheme, roled], { "x-signature": hmac("no") }, [new Secret('"in quotation marks"'), tokenSecret]],
  ] as const) {
    update.mockClear();
    expect(await judged(schemes, { headers, body: "x".repeat(1_000), secrets })).toBe("secret-unusable");
    expect(update.mock.calls.filter(([part]) => (part as Uint8Array).length === 1_000)).toHaveLength(1);
  }
  update.mockRestore();
});
