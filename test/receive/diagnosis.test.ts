import { describe, expect, it } from "vitest";
import { defineProvider, type Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import type { ReceiveReport } from "../../src/receive/ports.ts";
import { receive } from "../../src/receive/receive.ts";
import { acme, nowMs, receivePorts, secretText, signedRequest } from "../support/fakes.ts";

const providerWith = (...signature: readonly Signature[]): Provider =>
  defineProvider({ ...acme, handshakes: [], signature });

interface Sent {
  readonly secrets?: readonly string[];
  readonly urlPrefixes?: readonly string[];
}

/** What is reported of a request to the source `acme` of this provider. */
async function reportOf(
  provider: Provider,
  request: WebhookRequest,
  sent: Sent = {},
): Promise<ReceiveReport> {
  const { ports, reports } = receivePorts({ acme: sent.secrets ?? [secretText] });
  const { urlPrefixes } = sent;
  const source = { name: "acme", provider, bus: "main", maxBodyBytes: 64 };
  const all = { ...ports, ...(urlPrefixes && { urlPrefixes }) };
  await receive(new Map([["acme", source]]), "acme", request, all);
  const [report] = reports;
  if (!report) throw new Error("nothing was reported");
  return report;
}

const plain = (headers: Readonly<Record<string, string>>, change: Partial<WebhookRequest> = {}) =>
  signedRequest("{}", { headers: new Map(Object.entries(headers)), ...change });

const inHeader: Signature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sig" };

describe("signature-missing", () => {
  const detail = async (signature: readonly Signature[], request: WebhookRequest): Promise<string> => {
    const report = await reportOf(providerWith(...signature), request);
    expect(report).toMatchObject({ outcome: "rejected", reason: "signature-missing" });
    return report.detail ?? "";
  };

  it("names the header that was looked for", async () => {
    expect(await detail([inHeader], plain({}))).toBe("looked for the header x-sig");
  });

  it("names the places of all schemes, each once", async () => {
    const schemes: readonly Signature[] = [
      { ...inHeader, header: ["x-sig", "x-sig-2"] },
      inHeader,
      { scheme: "token", from: "query:key" },
    ];
    expect(await detail(schemes, plain({}))).toBe(
      "looked for the header x-sig, x-sig-2, the query parameter key",
    );
  });

  it("names six places at most", async () => {
    const header = Array.from({ length: 100 }, (_, index) => `x-sig-${index + 1}`);
    expect(await detail([{ ...inHeader, header }], plain({}))).toMatch(/x-sig-5, x-sig-6 or 94 more$/);
  });

  it.each([
    ["Bearer let-me-in", "the scheme Bearer"],
    ["bearer let-me-in", "the scheme Bearer"],
    ["BASIC bGV0LW1lLWlu", "the scheme Basic"],
    ["Token token=let-me-in", "the scheme Token"],
    ["let-me-in", "another scheme"],
    ["let-me-in Bearer", "another scheme"],
    ["Bearerlet-me-in", "another scheme"],
  ])("of Authorization: %s, tells %s and nothing else", async (authorization, told) => {
    const found = await detail([inHeader], plain({ authorization }));
    expect(found).toBe(`looked for the header x-sig; the request has an Authorization header of ${told}`);
  });

  it("tells that Basic came where Bearer is wanted", async () => {
    const bearer: Signature = { scheme: "token", from: "header:authorization", prefix: "Bearer " };
    expect(await detail([bearer], plain({ authorization: "Basic bGV0LW1lLWlu" }))).toBe(
      "looked for the header authorization; the request has an Authorization header of the scheme Basic",
    );
  });

  it("tells that what must come with a signature did not", async () => {
    const only = { when: "header:x-version", equals: "v2" } as const;
    expect(await detail([{ ...inHeader, only }], plain({ "x-sig": "let-me-in", "x-version": "v9" }))).toBe(
      "looked for the header x-sig; the header x-sig came, but not what must come with it at the header x-version",
    );
  });

  it("tells of an empty body, and of a multipart form", async () => {
    const inForm: Signature = { ...inHeader, header: [], from: "form:sig" };
    const { header: _, ...field } = inForm;
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await detail([field], { ...plain(form), body: new Uint8Array() })).toBe(
      "looked for the form field sig; its body is empty",
    );
    expect(await detail([field], plain({ "content-type": "text/let-me-in" }))).toBe(
      "looked for the form field sig; its body is not sent as a form",
    );
    const multipart = plain({ "content-type": "multipart/form-data; boundary=let-me-in" });
    expect(await detail([field], multipart)).toBe(
      "looked for the form field sig; its body is a multipart form, whose parts are not signed",
    );
  });
});

describe("signature-malformed", () => {
  const token: Signature = {
    scheme: "jwt",
    header: "authorization",
    prefix: "Bearer ",
    algorithms: ["HS256"],
    key: "utf8",
  };

  it.each([
    ["Basic bGV0LW1lLWlu", "the scheme Basic"],
    ["Bearer let-me-in", "the scheme Bearer"],
    ["let-me-in", "another scheme"],
  ])("where a token is wanted and Authorization: %s comes, tells %s", async (authorization, told) => {
    expect(await reportOf(providerWith(token), plain({ authorization }))).toMatchObject({
      reason: "signature-malformed",
      detail: `decided by the header authorization; the request has an Authorization header of ${told}`,
    });
  });

  it("of another header, tells its name only", async () => {
    const sent = plain({ "x-sig": "md5=00", authorization: "Basic bGV0LW1lLWlu" });
    expect(await reportOf(providerWith({ ...inHeader, prefix: "sha256=" }), sent)).toMatchObject({
      reason: "signature-malformed",
      detail: "decided by the header x-sig",
    });
  });
});

describe("signature-mismatch", () => {
  it("counts the secrets that the scheme may use", async () => {
    const roles: Signature = { ...inHeader, role: "signing" };
    const secrets = ["signing:first-of-two-secrets", "signing:second-of-two-secrets"];
    const report = await reportOf(providerWith(roles), plain({ "x-sig": "00" }), { secrets });
    expect(report.detail).toBe("none of 2 secrets matches; decided by the header x-sig");
  });

  it("names the variant that decided", async () => {
    const variants: readonly Signature[] = [
      { ...inHeader, variant: "v2", header: "x-sig-2" },
      { ...inHeader, variant: "v1" },
    ];
    const report = await reportOf(providerWith(...variants), plain({ "x-sig": "00" }));
    expect(report.detail).toBe("its one secret does not match; decided by the header x-sig (v1)");
  });

  const signsUrl: Signature = { ...inHeader, signed: "{url}{body}" };
  const at = async (url: string, sent: Sent = {}): Promise<string> => {
    const query = url.split("?")[1] ?? "";
    const report = await reportOf(providerWith(signsUrl), plain({ "x-sig": "00" }, { url, query }), sent);
    return report.detail?.split("as the bridge knows it: ")[1] ?? "";
  };

  it("tells the URL where it is signed, and of its query only that there is one", async () => {
    expect(await at("https://h.example/hooks/acme")).toBe("https://h.example/hooks/acme");
    expect(await at("https://h.example/hooks/acme?key=let-me-in")).toBe("https://h.example/hooks/acme?…");
  });

  it("tells the stage before /hooks/, and no path of a stranger", async () => {
    const url = "https://h.example/prod/hooks/acme";
    expect(await at(url, { urlPrefixes: ["/prod"] })).toBe(url);
    expect(await at(url)).toBe("https://h.example/…/hooks/acme");
  });
});

describe("a time out of its window", () => {
  const sent = (seconds: number) =>
    reportOf({ ...acme, handshakes: [] }, signedRequest("{}", { time: String(nowMs / 1000 + seconds) }));

  it.each([
    [-301, "signed time 301 s old; the window is 300 s", 301],
    [-86_400, "signed time 86400 s old; the window is 300 s", 86_400],
    [3_600, "signed time 3600 s ahead; the window is 300 s", 3_600],
  ])("by %i s: tells by how much, in words and in numbers", async (seconds, detail, offBySeconds) => {
    expect(await sent(seconds)).toMatchObject({ detail, offBySeconds, windowSeconds: 300 });
  });

  it("of a signature that does not match, nothing is told of its time", async () => {
    const request = signedRequest("{}", { time: String(nowMs / 1000 - 999), key: "wrong" });
    expect(await reportOf(acme, request)).not.toHaveProperty("offBySeconds");
  });
});

describe("refusals without a reason", () => {
  it.each([
    ["PUT", "PUT came; the source takes POST"],
    ["let-me-in", "another method came; the source takes POST"],
  ])("of the method %s", async (method, detail) => {
    const report = await reportOf(providerWith(inHeader), plain({}, { method }));
    expect(report).toMatchObject({ code: "method-not-allowed", detail });
    expect(report.remedy).toMatch(/docs\/errors\.md#method-not-allowed$/);
  });

  it("of a body that is too large", async () => {
    const report = await reportOf(providerWith(inHeader), signedRequest("x".repeat(65)));
    expect(report).toMatchObject({ code: "body-too-large", detail: "at most 64 bytes are taken", bytes: 65 });
  });

  it("of an encoding, by its name only if it is a known one", async () => {
    const of = (encoding: string) =>
      reportOf(providerWith(inHeader), plain({ "content-encoding": encoding }));
    expect(await of("GZIP")).toMatchObject({ code: "unsupported-encoding", detail: "the body is gzip" });
    expect(await of("let-me-in")).not.toHaveProperty("detail");
  });
});

it("names the handshake that a refused request was taken for", async () => {
  const request = signedRequest("", { method: "GET", query: "challenge=abc&token=let-me-in-not" });
  const report = await reportOf(acme, request, { secrets: [secretText, "verifyToken:let-me-in"] });
  expect(report).toMatchObject({ reason: "handshake-refused", detail: "taken for the handshake subscribe" });
});

it("an accepted delivery has neither detail nor remedy", async () => {
  const report = await reportOf(acme, signedRequest("{}"));
  expect(report.outcome).toBe("accepted");
  expect(Object.keys(report)).not.toEqual(expect.arrayContaining([expect.stringMatching(/detail|remedy/)]));
});
