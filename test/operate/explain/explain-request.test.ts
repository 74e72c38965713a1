import { describe, expect, it } from "vitest";
import { defineProvider, type Provider } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { type ExplainQuestion, explain, knownVendors } from "../../../src/operate/explain/explain.ts";
import { explainRequest } from "../../../src/operate/explain/explain-request.ts";
import { sign } from "../../../src/signing/sign.ts";

const own: Provider = defineProvider({
  id: "kahvila",
  name: "Kahvila",
  category: "custom",
  docs: "https://kahvila.example/webhooks",
  setup: { where: "Asetukset", secret: "chosen-by-you" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-kahvila-signature",
    timestamp: "header:x-kahvila-time",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: { source: "example.kahvila", type: ["body:/type"] },
});

const secret = "kW8p-2hTz-9rQx-4mLn";
const clockMs = Date.parse("2026-11-30T12:00:00Z");
const publicUrl = "https://hooks.example.com/hooks/kahvi";

/** A request that the vendor has signed. */
async function genuine(body = '{"type":"order.created","total":12.5,"name":"Äijälä"}', atMs = clockMs) {
  const request: WebhookRequest = {
    method: "POST",
    url: publicUrl,
    query: "",
    headers: new Map([["content-type", "application/json"]]),
    body: Buffer.from(body),
  };
  const signed = await sign([own.signature].flat()[0] as never, request, secret, atMs);
  if (!signed) throw new Error("it can't be signed");
  return signed;
}

function question(
  { method, headers, body }: WebhookRequest,
  more: Partial<ExplainQuestion> = {},
): ExplainQuestion {
  const lines = Array.from(headers, ([name, value]) => `${name}: ${value}\r\n`).join("");
  return {
    clockMs,
    configuredSecrets: [secret],
    formerSecrets: [],
    otherSources: [],
    publicUrl,
    fetched: {},
    request: Buffer.concat([Buffer.from(`${method} /hooks/kahvi HTTP/1.1\r\n${lines}\r\n`), body]),
    ...more,
  };
}

const ask = (one: ExplainQuestion) => explainRequest(own, one, knownVendors);

describe("a provider of one's own", () => {
  it("is explained as those of the catalogue are", async () => {
    const request = await genuine();
    const pretty = Buffer.from(
      JSON.stringify(JSON.parse(Buffer.from(request.body).toString()), undefined, 2),
    );
    const { causes } = await ask(question({ ...request, body: pretty }));
    expect(causes).toMatchObject([{ cause: "body-reserialized", proven: true }]);
  });

  it("has its own name in what is said", async () => {
    const { causes } = await ask(question(await genuine(), { configuredSecrets: ["another-secret-1234"] }));
    expect(causes[0]?.cause).toBe("secret-wrong");
    expect(causes[0]?.fix).toContain("at Kahvila and in the source kahvi");
  });
});

describe("two things at once", () => {
  it("names what was undone first, then that it was late", async () => {
    const request = await genuine(undefined, clockMs - 3_600_000);
    const longer = { ...request, body: Buffer.concat([request.body, Buffer.from("\n")]) };
    const { causes } = await ask(question(longer));
    expect(causes.map(({ cause, proven }) => [cause, proven])).toEqual([
      ["body-newlines", true],
      ["late", true],
      ["clock-wrong", false],
    ]);
  });

  it("finds a former secret of a late request", async () => {
    const request = await genuine(undefined, clockMs - 3_600_000);
    const { causes } = await ask(
      question(request, {
        configuredSecrets: ["another-secret-1234"],
        formerSecrets: ["older-1234567", secret],
      }),
    );
    expect(causes.slice(0, 2)).toMatchObject([
      { cause: "secret-removed", proven: true },
      { cause: "late", proven: true },
    ]);
  });
});

describe("what is no refusal", () => {
  it("has no cause", async () => {
    expect(await ask(question(await genuine()))).toEqual({
      causes: [],
      ruledOut: ["everything: with these secrets, at this time, the bridge takes it"],
    });
  });

  it.each(["", "hello", "\u0000\u0001", "GET"])("%j is no request", async (text) => {
    const { causes, ruledOut } = await ask({ ...question(await genuine()), request: Buffer.from(text) });
    expect(causes).toEqual([]);
    expect(ruledOut).toHaveLength(1);
  });
});

describe("explain", () => {
  it("knows the other names of a provider", async () => {
    const { provider: _, ...rest } = { ...question(await genuine()), provider: "" };
    expect((await explain({ ...rest, provider: "meta-whatsapp" })).causes[0]?.cause).toBe(
      "signature-missing",
    );
  });

  it("refuses a provider that there is not", async () => {
    await expect(explain({ ...question(await genuine()), provider: "kahvila" })).rejects.toMatchObject({
      code: "wrong-use",
      message: expect.stringContaining('"kahvila"'),
    });
  });

  it("says the same twice, and does not change what it is given", async () => {
    const one = Object.freeze({
      ...question(await genuine(), { configuredSecrets: ["x-1234567890"] }),
      provider: "github",
    });
    const before = Buffer.from(one.request).toString("hex");
    expect(await explain(one)).toEqual(await explain(one));
    expect(Buffer.from(one.request).toString("hex")).toBe(before);
  });
});

it.each(["secretqueryvalue123456", "my-webhook-secrets-for-hookbridge"])(
  "the advice stays whole where the request has a token such as %s, which it does not show",
  async (token) => {
    const signed = await genuine();
    const headers = new Map([
      ...signed.headers,
      ["x-kahvila-signature", "00".repeat(32)],
      ["x-api-token", token],
    ]);
    const { causes } = await ask(question({ ...signed, headers }));
    const [{ evidence = "", command = "" } = {}] = causes;
    expect(evidence).toMatch(/^No secret that is kept/);
    expect(command).toBe("npx hookbridge secrets set kahvi");
    expect(JSON.stringify(causes)).not.toContain(token);
  },
);
