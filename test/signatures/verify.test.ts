import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { HmacSignature, Signature } from "../../src/core/signature.ts";
import { carries, signatureLocations } from "../../src/signatures/choose.ts";
import { judged, requestOf } from "../support/judged.ts";

const hmacScheme: HmacSignature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" };
const hmac = (text: string, key = "a-secret-for-tests"): string =>
  createHmac("sha256", key).update(text).digest("hex");

describe("the secrets of a source", () => {
  const headers = { "x-signature": hmac("") };
  const right = "a-secret-for-tests";

  it("are used in their role, or in any role without one", async () => {
    const roled: Signature = { ...hmacScheme, role: "signing" };
    expect(await judged(roled, { headers, secrets: [new Secret(right, "signing")] })).toBe("ok");
    expect(await judged(roled, { headers, secrets: [right] })).toBe("ok");
    const others = [new Secret("x"), new Secret(right, "other")];
    expect(await judged(roled, { headers, secrets: others })).toBe("signature-mismatch");
    expect(await judged(hmacScheme, { headers, secrets: others })).toBe("signature-mismatch");
  });

  it("that all have other roles are a fault of ours; an empty list is not", async () => {
    const unusable = { code: "secret-unusable" };
    const secrets = [new Secret(right, "verifyToken")];
    for (const scheme of [{ ...hmacScheme, role: "appSecret" }, hmacScheme]) {
      await expect(judged(scheme, { headers, secrets })).rejects.toMatchObject(unusable);
      expect(await judged(scheme, { headers, secrets: [] })).toBe("signature-mismatch");
    }
    expect(await judged(hmacScheme, { secrets })).toBe("signature-missing");
  });

  it("keep their indexes", async () => {
    const secrets = [new Secret("x", "other"), new Secret("y"), new Secret(right)];
    const verdict = await verifyRequest(hmacScheme, requestOf({ headers }), { secrets, nowMs: 0 });
    expect(verdict).toMatchObject({ ok: true, secretIndex: 2 });
  });

  it("that are not keys are a fault of ours, unless the sender chose the scheme", async () => {
    const hex: Signature = { ...hmacScheme, key: "hex" };
    await expect(judged(hex, { headers, secrets: ["no hex"] })).rejects.toMatchObject({
      code: "secret-unusable",
      message:
        "No secret of the source can be a key of its scheme (hmac): it is probably cut short, lacks its prefix, has something around it, or has another role.",
      remedy:
        "Store the secret again as the vendor shows it: whole, with its prefix, without quotation marks. See docs/errors.md#doubtful-secrets",
    });
    expect(await judged([hex], { headers, secrets: ["no hex"] }).catch(({ code }) => code)).toBe(
      "secret-unusable",
    );
    const token: Signature = { scheme: "token", from: "header:x-token" };
    expect(await judged([hex, token], { headers, secrets: ["no hex"] })).toBe("secret-unusable");
  });

  it("that look wrong are no fault of ours where the request is wrong in another way", async () => {
    const prefixed: Signature = { ...hmacScheme, prefix: "sha256=" };
    expect(await judged(prefixed, { headers, secrets: [`"${right}"`] })).toBe("signature-malformed");
  });

  it("that no scheme can use are a fault of ours, whichever scheme the sender chose", async () => {
    const hex: Signature = { ...hmacScheme, key: "hex" };
    const roled: Signature = { scheme: "token", from: "header:x-token", role: "token" };
    const both = [hex, roled];
    const unusable = { code: "secret-unusable", message: expect.stringContaining("(hmac, token)") };
    const secrets = [new Secret("no hex", "other")];
    for (const sent of [headers, { "x-token": "a" }])
      await expect(judged(both, { headers: sent, secrets })).rejects.toMatchObject(unusable);
    // One of them has a key: the answer is the same for both, and only the log tells.
    const mixed = [new Secret("a-token-for-tests", "token")];
    expect(await judged(both, { headers, secrets: mixed })).toBe("secret-unusable");
    expect(await judged(both, { headers: { "x-token": "a" }, secrets: mixed })).toBe("signature-mismatch");
  });

  it.each([
    ['"a-secret-for-tests"', 503],
    ['{"secret":"a-secret-for-tests"}', 503],
    ["SECRET=a-secret-for-tests", 503],
    ["Bearer a-secret-for-tests", 503],
    ["a-secret\u200b-for-tests", 503],
    ["another-secret", 401],
    ["x", 401],
    ["  another secret  ", 401],
  ] as const)(
    "that can't be right are a fault of ours when they match nothing: %j gives %i",
    async (text, status) => {
      const found = judged(hmacScheme, { headers, secrets: [text] }).catch(({ code }) => code);
      expect(await found).toBe(status === 503 ? "secret-unusable" : "signature-mismatch");
      // Beside one that can be right, they are not.
      const both = judged(hmacScheme, { headers, secrets: ["another-secret", text] });
      expect(await both).toBe("signature-mismatch");
    },
  );

  it("that look wrong and match are right, and stay so", async () => {
    const secret = new Secret('"a-secret-for-tests"');
    const forged = { headers: { "x-signature": hmac("", "forged") }, secrets: [secret] };
    await expect(judged(hmacScheme, forged)).rejects.toMatchObject({ code: "secret-unusable" });
    const genuine = { headers: { "x-signature": hmac("", secret.reveal()) }, secrets: [secret] };
    expect(await judged(hmacScheme, genuine)).toBe("ok");
    expect(await judged(hmacScheme, forged)).toBe("signature-mismatch");
  });

  it("that were right for one scheme are no keys of another", async () => {
    const [signing, sent] = [new Secret('"a-secret"', "a"), new Secret('"a-token"', "b")];
    const both: readonly Signature[] = [
      { ...hmacScheme, role: "a" },
      { scheme: "token", from: "header:x-token", role: "b" },
    ];
    const genuine = { headers: { "x-signature": hmac("", signing.reveal()) }, secrets: [signing, sent] };
    expect(await judged(both, genuine)).toBe("ok");
    const forged = { headers: { "x-token": "forged" }, secrets: [signing, sent] };
    expect(await judged(both, forged)).toBe("secret-unusable");
  });

  it("that are only a few bytes are no keys, even for a right signature", async () => {
    const key = Buffer.from("0102030405060708", "hex");
    const signed = (bytes: Buffer) => ({
      "x-signature": createHmac("sha256", bytes).update("").digest("hex"),
    });
    const hex: Signature = { ...hmacScheme, key: "hex" };
    expect(await judged(hex, { headers: signed(key), secrets: [key.toString("hex")] })).toBe("ok");
    const cut = key.subarray(1);
    await expect(judged(hex, { headers: signed(cut), secrets: [cut.toString("hex")] })).rejects.toMatchObject(
      {
        code: "secret-unusable",
      },
    );
  });

  it("of certificates are not used as keys", async () => {
    const secrets = [new Secret("x"), new Secret(right, "certificate")];
    expect(await judged(hmacScheme, { headers, secrets })).toBe("signature-mismatch");
  });
});

describe("the scheme", () => {
  const token: Signature = { scheme: "token", from: "header:x-token" };

  it("is the first that the request carries, without a fallback", async () => {
    const headers = { "x-signature": hmac("no"), "x-token": "a-secret-for-tests" };
    expect(await judged([hmacScheme, token], { headers })).toBe("signature-mismatch");
    expect(await judged([token, hmacScheme], { headers })).toBe("ok");
    expect(await judged([hmacScheme, token], { headers: { "x-token": "a-secret-for-tests" } })).toBe("ok");
    expect(await judged([hmacScheme, token], {})).toBe("signature-missing");
  });
});

describe("where a request carries what a scheme checks", () => {
  const schemes: readonly (readonly [Signature, readonly string[]])[] = [
    [hmacScheme, ["header:x-signature"]],
    [{ scheme: "keyed-hash", hash: "sha256", encoding: "hex", from: "query:sig" }, ["query:sig"]],
    [
      { scheme: "public-key", algorithm: "ed25519", key: "pem", encoding: "hex", header: ["a", "b"] },
      ["header:a", "header:b"],
    ],
    [{ scheme: "manifest", encoding: "hex", header: "m", pairs: [] }, ["header:m"]],
    [
      {
        scheme: "item-hmac",
        items: "body:/list",
        signature: "/s",
        fields: [],
        separator: ":",
        hash: "sha256",
        encoding: "hex",
      },
      ["body:/list/*/s"],
    ],
    [{ scheme: "canonical-request", header: "c", signedHeaders: "h" }, ["header:c"]],
    [{ scheme: "sorted-parameters", parameter: "sig", hashes: [] }, ["query:sig", "form:sig", "body:/sig"]],
    [{ scheme: "standard-webhooks", prefix: "svix" }, ["header:svix-signature"]],
    [{ scheme: "token", from: "body:/token" }, ["body:/token"]],
    [{ scheme: "basic-auth" }, ["header:authorization"]],
    [
      {
        scheme: "fetched-key",
        signatures: [{ from: "header:s", key: "header:k" }],
        under: [],
        names: "",
        holds: "public-key",
      },
      ["header:s"],
    ],
    [{ scheme: "jwt", header: "authorization", algorithms: [], key: "utf8" }, ["header:authorization"]],
    [{ scheme: "jwt-body", algorithms: [], key: "utf8" }, ["body:"]],
    [{ scheme: "detached-jws", header: "d", algorithms: [], key: "jwk" }, ["header:d"]],
    [{ scheme: "request-hash-jwt", header: "r", issuer: "i", algorithms: [], key: "utf8" }, ["header:r"]],
    [
      {
        scheme: "form-json-hmac",
        field: "form:json",
        from: "body:/hash",
        signed: "{body:/a}",
        hash: "sha256",
        encoding: "hex",
      },
      ["body:/hash"],
    ],
    [
      { scheme: "certified-jws", from: "body:/jws", marks: { leaf: "1", issuer: "2" }, owner: [] },
      ["body:/jws"],
    ],
    [{ scheme: "twilio", header: "t" }, ["header:t"]],
    [{ scheme: "plivo", header: ["p", "q"], nonce: "header:n" }, ["header:p", "header:q"]],
    [{ scheme: "aws-sns", toleranceSeconds: 1 }, ["body:/Signature"]],
  ];

  it.each(schemes)("$scheme", (signature, places) => {
    expect(signatureLocations(signature)).toEqual(places);
    expect(signatureLocations(signature)).toBe(signatureLocations(signature));
  });

  it.each([
    ["header:x-token", { headers: { "x-token": "a" } }, true],
    ["header:x-token", { headers: { "x-token": "" } }, false],
    ["header:x-token", {}, false],
    ["query:token", { url: "https://a.example/?token=a" }, true],
    ["query:token", { url: "https://a.example/?other=a" }, false],
    ["body:/token", { body: "no JSON" }, true],
    ["body:/token", {}, false],
    ["form:token", { body: "x" }, true],
    ["form:token", {}, false],
    ["query:form:token", { body: "x" }, false],
  ] as const)("a token at %s of %j: %s", (from, draft, there) => {
    expect(carries({ scheme: "token", from }, requestOf(draft))).toBe(there);
  });

  it.each([
    ["application/x-www-form-urlencoded", "a=b", true],
    ["application/x-www-form-urlencoded", "", false],
    ["application/json", "a=b", false],
  ])("a signed field of a form is looked for in a form that is not empty: %s, %j", (type, body, there) => {
    const signed: Signature = { scheme: "hmac", hash: "sha256", encoding: "hex", from: "form:signature" };
    expect(carries(signed, requestOf({ headers: { "content-type": type }, body }))).toBe(there);
  });

  it("a request without the header of a scheme's condition does not carry the scheme", () => {
    const headers = { "x-signature": "ab" };
    const only = (equals?: string): Signature => ({
      ...hmacScheme,
      only: { when: "header:x-version", ...(equals && { equals }) },
    });
    expect(carries(only(), requestOf({ headers }))).toBe(false);
    expect(carries(only(), requestOf({ headers: { ...headers, "x-version": "" } }))).toBe(false);
    expect(carries(only("2"), requestOf({ headers: { ...headers, "x-version": "2" } }))).toBe(true);
    expect(carries(only("2"), requestOf({ headers: { ...headers, "x-version": "1" } }))).toBe(false);
    expect(carries(only("2"), requestOf({ headers }))).toBe(false);
  });

  it("the first word of an authorization header shows what it holds", () => {
    const basic: Signature = { scheme: "basic-auth" };
    const bearer: Signature = { scheme: "token", from: "header:authorization", prefix: "Bearer " };
    const bare: Signature = { scheme: "token", from: "header:authorization" };
    const of = (authorization: string | undefined) => {
      const request = requestOf({ headers: authorization === undefined ? {} : { authorization } });
      return [basic, bearer, bare].map((scheme) => carries(scheme, request));
    };
    expect(of("Basic YTpi")).toEqual([true, false, true]);
    expect(of("BASIC YTpi")).toEqual([true, false, true]);
    expect(of("Bearer x")).toEqual([false, true, true]);
    expect(of("Basicx")).toEqual([false, false, true]);
    expect(of("x Basic y")).toEqual([false, false, true]);
    expect(of(undefined)).toEqual([false, false, false]);
  });
});
