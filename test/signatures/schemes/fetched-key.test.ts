import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { type Refusal, rejected } from "../../../src/core/outcome.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { FetchedKeySignature } from "../../../src/core/signature.ts";
import type { Attempt } from "../../../src/signatures/scheme.ts";
import { scheme as fetchedKeyScheme } from "../../../src/signatures/schemes/fetched-key.ts";
import { certificate, pemOf } from "../../support/certificate.ts";
import { clock, judged, judgedBy, requestOf } from "../../support/judged.ts";
import { recorded } from "../../support/recorded.ts";

const paypal = await recorded("paypal", "capture-completed");
const adobe = await recorded("adobe-io-events", "asset-created");
const untrusted = { ok: false, reason: "key-untrusted" };
const [right = "", published = ""] = Object.entries(paypal.fixture.fetched ?? {})[0] ?? [];

it.each([
  "https://api.paypal.com.evil.example/v1/notifications/certs/CERT",
  "https://api.paypal.com@evil.example/v1/notifications/certs/CERT",
  "https://api.paypal.com:444/v1/notifications/certs/CERT",
  "http://api.paypal.com/v1/notifications/certs/CERT",
  "https://api.paypal.com/v1/notifications/certs/../../../uploads/mine",
  "https://api.paypal.com/v1/notifications/certs/%2e%2e/mine",
  "https://user@api.paypal.com/v1/notifications/certs/CERT",
  `https://api.paypal.com/v1/notifications/certs/${"x".repeat(2_000)}`,
  "nonsense",
])("fetches nothing from %s", async (url) => {
  const fetched = { [url]: published };
  expect(await paypal.judge({ headers: { "paypal-cert-url": url }, fetched })).toEqual(untrusted);
});

it("takes the vendor's own URL, however it is spelt", async () => {
  const spelt = right.replace("https://api.paypal.com", "HTTPS://API.PAYPAL.COM");
  expect(await paypal.judge({ headers: { "paypal-cert-url": spelt } })).toMatchObject({ ok: true });
});

it("refuses a request that was signed for another account", async () => {
  expect(await paypal.judge({ secrets: ["WH-OTHER"] })).toMatchObject({ ok: false });
  expect(await adobe.judge({ secrets: ["another-client"] })).toMatchObject({ ok: false });
});

it("counts an unreadable key as our fault", async () => {
  const broken = { [right]: "<html>busy</html>" };
  await expect(paypal.judge({ fetched: broken })).rejects.toMatchObject({ code: "key-fetch-failed" });
});

it("accepts one valid signature of two", async () => {
  const other = { "x-adobe-digital-signature-1": "AAAA" };
  expect(await adobe.judge({ headers: other })).toMatchObject({ ok: true });
  const none = { ...other, "x-adobe-digital-signature-2": "AAAA" };
  expect(await adobe.judge({ headers: none })).toMatchObject({ ok: false, reason: "signature-mismatch" });
});

it("refuses a body that is signed for two accounts at once", async () => {
  const twice = adobe.body.replace("{", '{"recipient_client_id":"another",');
  expect(await adobe.judge({ body: twice })).toMatchObject({ ok: false });
});

describe("made by hand", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const publicPem = pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const url = "https://keys.example/v1/key";
  const scheme: FetchedKeySignature = {
    scheme: "fetched-key",
    signatures: [
      { from: "header:x-sig-1", key: "header:x-url-1" },
      { from: "header:x-sig-2", key: "header:x-url-2" },
    ],
    under: ["https://keys.example/v1/", "https://other.example/"],
    names: "k[a-z]*",
    holds: "public-key",
    signed: ["{header:x-a}|{body}|{secret}", "{body}|{secret}"],
  };
  const secret = "a-secret-for-tests";
  const signature = (text: string): string =>
    sign("sha256", Buffer.from(text), pair.privateKey).toString("base64");
  const right = signature(`x|${secret}`);

  const verdict = (
    headers: Record<string, string>,
    change: Partial<FetchedKeySignature> = {},
    draft: Parameters<typeof judged>[1] = {},
  ) => judged({ ...scheme, ...change }, { headers, body: "x", fetched: { [url]: publicPem }, ...draft });

  it("one of several texts, secrets and signatures can match", async () => {
    const given = { "x-sig-1": right, "x-url-1": url };
    expect(await verdict(given)).toBe("ok");
    expect(await verdict({ ...given, "x-a": "1" })).toBe("ok");
    expect(await verdict({ "x-sig-1": signature(`1|x|${secret}`), "x-url-1": url, "x-a": "1" })).toBe("ok");
    expect(await verdict({ "x-sig-2": right, "x-url-2": url })).toBe("ok");
    expect(await verdict({ ...given, "x-sig-2": "AAAA", "x-url-2": "nowhere" })).toBe("ok");
    expect(await verdict(given, {}, { secrets: ["other", ` ${secret}\n`] })).toBe("ok");
    expect(await verdict(given, {}, { secrets: ["other"] })).toBe("signature-mismatch");
    expect(await verdict(given, {}, { body: "y" })).toBe("signature-mismatch");
    expect(await verdict(given, { signed: "{header:x-a}{body}" })).toBe("signature-mismatch");
  });

  it("distinguishes a missing signature from an untrusted key", async () => {
    expect(await judgedBy(fetchedKeyScheme, scheme, { headers: { "x-url-1": url } })).toBe(
      "signature-missing",
    );
    expect(await verdict({ "x-sig-1": right })).toBe("key-untrusted");
    expect(await verdict({ "x-sig-1": "%", "x-url-1": url })).toBe("key-untrusted");
    expect(await verdict({ "x-sig-1": right, "x-url-1": "https://keys.example/v2/key" })).toBe(
      "key-untrusted",
    );
    expect(await verdict({ "x-sig-1": right, "x-url-1": "https://keys.example/v1/../v2" })).toBe(
      "key-untrusted",
    );
    expect(await verdict({ "x-sig-1": right, "x-url-1": "key" })).toBe("key-untrusted");
    for (const end of ["?", "?a=1", "#a"]) {
      const draft = { fetched: { [`${url}${end}`]: publicPem } };
      expect(await verdict({ "x-sig-1": right, "x-url-1": `${url}${end}` }, {}, draft)).toBe("key-untrusted");
    }
  });

  it("a URL ends with a name of the vendor's form", async () => {
    const of = (at: string) =>
      verdict({ "x-sig-1": right, "x-url-1": at }, {}, { fetched: { [at]: publicPem } });
    expect(await of("https://other.example/kz")).toBe("ok");
    for (const name of ["", "a", "ak", "k1", "k/", "k/../k1", "K"])
      expect(await of(`https://other.example/${name}`)).toBe("key-untrusted");
  });

  describe("of two signatures", () => {
    const both = { "x-sig-1": right, "x-url-1": url, "x-sig-2": right, "x-url-2": "https://other.example/k" };
    type FetchedText = string | Refusal | Error;
    const of = async (first: FetchedText, second: FetchedText, headers = both) => {
      const found = verifyRequest(scheme, requestOf({ headers, body: "x" }), {
        secrets: [new Secret(secret)],
        nowMs: clock * 1_000,
        fetchText: async (at) => {
          const text = at === url ? first : second;
          if (text instanceof Error) throw text;
          return text;
        },
      });
      return found.then((verdict) => (verdict.ok ? "ok" : verdict.reason));
    };
    const unknown = rejected("key-unknown");
    const notFetched = rejected("key-not-fetched");
    const down = new Error("down");

    it("one is enough, whatever is wrong with the other's key", async () => {
      for (const wrong of [unknown, notFetched, down, "busy"]) {
        expect(await of(wrong, publicPem)).toBe("ok");
        expect(await of(publicPem, wrong)).toBe("ok");
      }
    });

    it("none is, and what may change is told before what may not", async () => {
      expect(await of(unknown, unknown)).toBe("key-unknown");
      expect(await of(unknown, notFetched)).toBe("key-not-fetched");
      expect(await of(notFetched, unknown)).toBe("key-not-fetched");
      await expect(of(notFetched, down)).rejects.toBe(down);
      await expect(of(down, unknown)).rejects.toBe(down);
      await expect(of("busy", notFetched)).rejects.toMatchObject({ code: "key-fetch-failed" });
      const wrong = { ...both, "x-sig-1": "AAAA" };
      expect(await of(publicPem, unknown, wrong)).toBe("signature-mismatch");
      expect(await of(publicPem, notFetched, wrong)).toBe("key-not-fetched");
      expect(await of(unknown, unknown, { ...both, "x-url-2": "nowhere" })).toBe("key-unknown");
    });
  });

  it("a key that its host does not know counts as the sender's invention, who named it", async () => {
    const asked: unknown[] = [];
    const fetchText: Attempt["fetchText"] = async (at, { isNamed }) => {
      asked.push(at, isNamed);
      return publicPem;
    };
    const request = requestOf({ headers: { "x-sig-1": right, "x-url-1": url }, body: "x" });
    const by = { secrets: [new Secret(secret)], nowMs: clock * 1_000, fetchText };
    expect(await verifyRequest(scheme, request, by)).toMatchObject({ ok: true });
    expect(asked).toEqual([url, true]);
  });

  it("a URL has 1,024 characters at most", async () => {
    const long = "https://other.example/k".padEnd(1_024, "x");
    const of = (at: string) =>
      verdict({ "x-sig-1": right, "x-url-1": at }, {}, { fetched: { [at]: publicPem } });
    expect(await of(long)).toBe("ok");
    expect(await of(`${long}x`)).toBe("key-untrusted");
  });

  it("the URL may hold a certificate", async () => {
    const pem = pemOf(
      certificate({ subject: "a", issuer: "a", publicKey: pair.publicKey, signedWith: pair.privateKey }),
    );
    const given = { "x-sig-1": right, "x-url-1": url };
    expect(await verdict(given, { holds: "certificate" }, { fetched: { [url]: pem } })).toBe("ok");
    const of = (holds: FetchedKeySignature["holds"], text: string) =>
      verdict(given, { holds }, { fetched: { [url]: text } });
    for (const [holds, text] of [
      ["certificate", publicPem],
      ["public-key", "busy"],
    ] as const)
      await expect(of(holds, text)).rejects.toMatchObject({
        code: "key-fetch-failed",
        message: "The text from keys.example is not a key: the host probably answered with an error page.",
      });
  });

  it("the secret can be in the body, which is read after it is verified, up to a megabyte", async () => {
    const owned = { signed: "{body}", owner: "body:/owner" } as const;
    const of = (body: string, own: Partial<FetchedKeySignature> = owned) =>
      verdict({ "content-type": "application/json", "x-sig-1": signature(body), "x-url-1": url }, own, {
        body,
      });
    const most = 1_048_576;
    const body = (bytes: number, owner = secret) =>
      `{"owner":"${owner}","pad":"`.padEnd(bytes - 2, "x").concat('"}');
    expect(await of(body(100))).toBe("ok");
    expect(await of(body(100, "other"))).toBe("signature-mismatch");
    expect(await of("{}")).toBe("signature-mismatch");
    const renamed = { signed: "{body}", owner: ["body:/newOwner", "body:/owner"] } as const;
    expect(await of(body(100), renamed)).toBe("ok");
    expect(await of(`{"newOwner":"${secret}"}`, renamed)).toBe("ok");
    expect(await of(`{"newOwner":"other","owner":"${secret}"}`, renamed)).toBe("signature-mismatch");
    expect(await of(body(most))).toBe("ok");
    expect(await of(body(most + 1))).toBe("signature-malformed");
    expect(await of(body(most + 1), { signed: "{body}" })).toBe("ok");
  });

  it("the time is checked after the signature", async () => {
    const timed = {
      signed: "{timestamp}|{body}",
      timestamp: "header:x-time",
      toleranceSeconds: 300,
    } as const;
    const of = (at: number, text = `${at}|x`) =>
      verdict({ "x-sig-1": signature(text), "x-url-1": url, "x-time": String(at) }, timed);
    expect(await of(clock - 300)).toBe("ok");
    expect(await of(clock - 301)).toBe("timestamp-stale");
    expect(await of(clock - 301, "other")).toBe("signature-mismatch");
    const request = requestOf({
      headers: { "x-sig-1": signature(`${clock}|x`), "x-url-1": url, "x-time": String(clock) },
      body: "x",
    });
    const found = await verifyRequest({ ...scheme, ...timed }, request, {
      secrets: [new Secret("any")],
      nowMs: clock * 1_000,
      fetchText: async () => publicPem,
    });
    expect(found).toMatchObject({ ok: true, signedAt: String(clock) });
  });
});
