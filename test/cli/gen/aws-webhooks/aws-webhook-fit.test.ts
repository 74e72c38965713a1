import { describe, expect, it } from "vitest";
import { awsFit } from "../../../../src/cli/gen/aws-webhooks/aws-webhook-fit.ts";
import type { Handshake } from "../../../../src/core/handshake.ts";
import type { Provider, Reply } from "../../../../src/core/provider.ts";
import type { Signature } from "../../../../src/core/signature.ts";
import { acme } from "../../../support/fakes.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-acme" } as const;
const sha512 = { ...hmac, hash: "sha512" } as const;
const plain = "HMAC SHA256, HEX: `x-acme`, BODY, secret RAW";

const fitOf = (signature: Signature | readonly Signature[], more: Partial<Provider> = {}) => {
  const { handshakes: _, reply: __, methods: ___, ...rest } = acme;
  return awsFit({ ...rest, ...more, signature });
};

describe("a way of signing", () => {
  it.each<readonly [what: string, signature: Signature, settings: string]>([
    ["a token in a header", { scheme: "token", from: "header:x-token" }, "static token: `x-token`"],
    [
      "a token behind a word, which AWS compares too",
      { scheme: "token", from: "header:authorization", prefix: "Bearer " },
      "static token: `authorization`, with `Bearer ` before it in the secret",
    ],
    ["a password", { scheme: "basic-auth" }, "Basic"],
    ["an HMAC over the body", hmac, plain],
  ])("can be set up: %s", (_, signature, settings) => {
    expect(fitOf(signature)).toEqual({ verdict: "yes", reasons: [], settings });
  });

  it.each<readonly [what: string, signature: Signature, reason: string]>([
    ["a token in the URL", { scheme: "token", from: "query:token" }, "token in the URL"],
    ["a token in the body", { scheme: "token", from: "body:/token" }, "token in the body"],
    ["a token in a form", { scheme: "token", from: "form:token" }, "token in the form"],
    [
      "a public key",
      { scheme: "public-key", algorithm: "ed25519", key: "pem", header: "x-acme", encoding: "hex" },
      "ed25519 public key (hex) over `{body}`",
    ],
    [
      "a key that must be fetched, whose URLs are too long for a table",
      {
        scheme: "fetched-key",
        signatures: [{ from: "header:x-acme", key: "header:x-key" }],
        under: ["https://acme.example/keys/"],
        names: ".*",
        holds: "certificate",
      },
      "RSA-SHA256 over `{body}`",
    ],
  ])("can't be set up: %s", (_, signature, reason) => {
    expect(fitOf(signature)).toEqual({ verdict: "no", reasons: [reason], settings: undefined });
  });

  it("of several, the one that fits best counts, and is named", () => {
    const byHand = { ...hmac, key: "hex", variant: "old" } as const;
    const fit = fitOf([{ ...sha512, variant: "new" }, byHand, { ...hmac, variant: "middle" }]);
    expect(fit).toEqual({ verdict: "yes", reasons: [], settings: `\`middle\` only: ${plain}` });
    expect(fitOf([{ ...sha512, variant: "new" }, byHand])).toMatchObject({
      verdict: "by hand",
      reasons: ["old: write its hexadecimal secret in Base64"],
    });
  });

  it("where none fits, each says why", () => {
    const token = { scheme: "token", from: "query:key", variant: "plain" } as const;
    expect(fitOf([{ ...sha512, variant: "signed" }, token]).reasons).toEqual([
      "signed: HMAC-SHA512",
      "plain: token in the URL",
    ]);
  });
});

describe("a handshake", () => {
  const test = { name: "ping", when: "body:/test", answer: { status: 200 } } as const;
  it.each<readonly [what: string, handshake: Handshake, verdict: string, reason: RegExp]>([
    ["a signed test that wants a 200", test, "perhaps", /`ping` needs a `200`, and no page/],
    ["an unsigned one", { ...test, unsigned: true }, "perhaps", /`ping` is not signed/],
    ["by another method", { ...test, method: "GET" }, "no", /^tests the URL by GET$/],
    [
      "a JSON answer",
      { ...test, answer: { status: 200, json: { ok: 1 } } },
      "no",
      /answer to its handshake `ping`/,
    ],
    ["another status", { ...test, answer: { status: 204 } }, "no", /answer to its handshake `ping`/],
    ["an echo", { ...test, answer: { echo: "body:/challenge" } }, "no", /answer to its handshake `ping`/],
    ["a secret", { ...test, answer: { keepSecret: "header:x-secret" } }, "no", /^hands its secret over/],
    [
      "a confirmation",
      { ...test, answer: { confirm: "body:/url", hosts: ["a.example"] } },
      "no",
      /confirmed/,
    ],
  ])("%s", (_, handshake, verdict, reason) => {
    const fit = fitOf(hmac, { handshakes: [handshake] });
    expect(fit).toMatchObject({ verdict, reasons: [expect.stringMatching(reason)] });
    expect(fit.settings).toBe(verdict === "no" ? undefined : plain);
  });
});

describe("an answer", () => {
  it.each<readonly [what: string, reply: Reply | readonly Reply[], verdict: string]>([
    ["200 and nothing else", { status: 200 }, "yes"],
    ["a text", { status: 200, body: "[accepted]" }, "no"],
    ["another status", { status: 202 }, "no"],
    ["an echo", { echoHeader: "x-id" }, "no"],
    ["JSON to some deliveries", [{ when: "body:/a", status: 200, json: {} }, { status: 200 }], "perhaps"],
  ])("%s", (_, reply, verdict) => {
    expect(fitOf(hmac, { reply }).verdict).toBe(verdict);
  });

  it("deliveries by POST are needed, beside others if need be", () => {
    expect(fitOf(hmac, { methods: ["POST", "PUT"] }).verdict).toBe("yes");
    expect(fitOf(hmac, { methods: ["PUT"] }).reasons).toEqual(["does not send by POST"]);
  });
});
