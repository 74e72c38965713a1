import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { defineProvider } from "../../../../src/core/provider.ts";
import { keptRequest } from "../../../../src/local/server/refused/kept-request.ts";

const provider = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "",
  setup: { where: "", secret: "chosen-by-you" },
  signature: [
    { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-acme-mark" },
    { scheme: "token", from: "body:/verification" },
  ],
  event: { source: "com.acme", type: [] },
});

const digest = "0123456789abcdef".repeat(4);

function shown(
  headers: readonly (readonly [string, string])[],
  body: string | Uint8Array = "",
  { target = "/hooks/acme", secrets = [] as readonly string[] } = {},
) {
  return keptRequest({ method: "POST", target, headers, body: Buffer.from(body) }, provider, secrets);
}

const shownValue = (name: string, value: string): string | undefined =>
  shown([[name, value]]).headers[0]?.[1];

describe("headers", () => {
  it.each([
    ["x-acme-mark", digest, "01234567…cdef"],
    ["X-Acme-Mark", `v1=${digest},v1=${digest}`, "v1=01234567…cdef,v1=01234567…cdef"],
    ["x-acme-mark", "a-secret-by-mistake", "[hidden]"],
    ["x-acme-mark", `${digest} and a-secret-that-stands-beside-it-and-is-long-enough-to-be-one`, "[hidden]"],
    ["x-signature", "MEUCIQDdigestdigestdigestdigestdigestdigest==", "MEUCIQDd…st=="],
    ["authorization", `Bearer ${digest}`, "[hidden]"],
    ["Cookie", "a=b", "[hidden]"],
    ["x-api-key", "k", "[hidden]"],
    ["x-session-id", "s", "[hidden]"],
    ["content-type", "application/json", "application/json"],
    ["x-request-id", digest, digest],
  ])("%s: %s is shown as %s", (name, value, expected) => {
    expect(shownValue(name, value)).toBe(expected);
  });
});

describe("bodies and queries", () => {
  const form = [["content-type", "application/x-www-form-urlencoded"]] as const;
  const parts = [["content-type", "multipart/form-data; boundary=b"]] as const;
  it.each([
    [
      [],
      '{"verification":"v","n":1,"deep":{"api_key":12345,"a":"b"}}',
      '{"verification":"[hidden]","n":1,"deep":{"api_key":"[hidden]","a":"b"}}',
    ],
    [form, "token=abc&a=b", "token=[hidden]&a=b"],
    [
      parts,
      '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nabc\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--b--',
      '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n[hidden]\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--b--',
    ],
  ] as const)("%j %s", (headers, body, expected) => {
    expect(shown(headers, body).body).toBe(expected);
  });

  it("what is no UTF-8 is in base64, and a query has no token", () => {
    expect(shown([], Buffer.from([0xff, 0xfe, 1]))).toMatchObject({ encoding: "base64", body: "//4B" });
    expect(shown([], "", { target: "/hooks/acme?a=1&code=2&b" }).url).toBe("/hooks/acme?a=1&code=[hidden]&b");
  });

  it("of a large body the beginning is shown, with whole characters", () => {
    const { body, encoding } = shown([], "ü".repeat(200_000));
    expect(encoding).toBe("utf8");
    expect(body).toMatch(/^ü+\n\[of 400000 bytes, these are the first\]$/);
    expect(body.length).toBeLessThan(132_000);
  });
});

const plain = (text: string): string => text;
const ways: readonly ((text: string) => string)[] = [
  plain,
  encodeURIComponent,
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(JSON.stringify(text)),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(`user:${text}`).toString("base64"),
  (text) => Buffer.from(`ab${text}!`).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => Buffer.from(text).toString("hex").toUpperCase(),
  (text) => `prefix${text}suffix`,
];

test("a secret that is known is nowhere to be found, in whichever spelling it was sent", () => {
  const secretText = fc
    .stringMatching(/^[A-Za-z0-9!#$%&'()*+./:<=>?@_{}~ -]{12,48}$/)
    .map((text) => `k${text}Z`);
  fc.assert(
    fc.property(secretText, fc.constantFrom(...ways), fc.boolean(), (secret, way, hasRole) => {
      const sent = way(secret);
      const headers = [
        ["x-anything", sent],
        ["x-acme-mark", sent],
        ["user-agent", `Agent ${sent}`],
      ] as const;
      const target = `/hooks/acme?x=${encodeURIComponent(sent)}`;
      const secrets = [hasRole ? `verifyToken:${secret}` : secret];
      const text = JSON.stringify(shown(headers, `{"text":"${sent}"}`, { target, secrets }));
      for (const form of [plain, ways[4], ways[7]] as ((text: string) => string)[]) {
        const written = form(secret).replace(/=+$/, "");
        for (const part of [written.slice(0, 8), written.slice(-8)]) expect(text).not.toContain(part);
      }
      expect(text).toContain("[hidden]");
    }),
    { numRuns: 100 },
  );
});
