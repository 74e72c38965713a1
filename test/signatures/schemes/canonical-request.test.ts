import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CanonicalRequestSignature } from "../../../src/core/signature.ts";
import { scheme as canonicalRequestScheme } from "../../../src/signatures/schemes/canonical-request.ts";
import { clock, judged, judgedBy } from "../../support/judged.ts";

const scheme: CanonicalRequestSignature = {
  scheme: "canonical-request",
  header: "x-signature",
  signedHeaders: "x-signed-headers",
  timestamp: "header:x-timestamp",
  timestampUnit: "ms",
  toleranceSeconds: 30,
};
const at = clock * 1_000;

interface Change {
  readonly url?: string;
  readonly path?: string;
  readonly names?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signed?: string;
  readonly stamp?: number | string;
  readonly scheme?: CanonicalRequestSignature;
  readonly upper?: boolean;
}

/** The verdict on a request that was signed as Contentful describes it. */
function verdict(change: Change = {}) {
  const {
    url = "https://a.example/hooks/acme",
    path = "/hooks/acme",
    names = "x-signed-headers,x-timestamp",
  } = change;
  const stamp = change.stamp ?? at;
  const signed = change.signed ?? `x-signed-headers:${names};x-timestamp:${stamp}`;
  const digest = createHmac("sha256", "a-secret-for-tests")
    .update(`POST\n${path}\n${signed}\n{}`)
    .digest("hex");
  const headers = {
    "x-signed-headers": names,
    "x-timestamp": String(stamp),
    "x-signature": change.upper ? digest.toUpperCase() : digest,
    ...change.headers,
  };
  return judged(change.scheme ?? scheme, { url, headers, body: "{}" });
}

describe("the headers that the request lists", () => {
  it("are signed by name, without blanks around their values, each once", async () => {
    expect(await verdict()).toBe("ok");
    expect(await verdict({ upper: true })).toBe("ok");
    const names = " X-Timestamp , x-b,x-a,x-b";
    const signed = `x-a:1 2;x-b:3;x-timestamp:${at}`;
    expect(await verdict({ names, signed, headers: { "x-a": " 1 2 ", "x-b": "3" } })).toBe("ok");
  });

  it("are left out where they are not sent", async () => {
    expect(await verdict({ names: "x-timestamp,x-none", signed: `x-timestamp:${at}` })).toBe("ok");
  });

  it("must hold the time, and be 64 at most", async () => {
    expect(await verdict({ names: "x-a", signed: "x-a:1", headers: { "x-a": "1" } })).toBe(
      "signature-malformed",
    );
    expect(await verdict({ names: "", signed: "" })).toBe("signature-malformed");
    const many = (count: number) => Array.from({ length: count }, (_, place) => `n${place}`).join(",");
    const signed = `x-timestamp:${at}`;
    expect(await verdict({ names: `x-timestamp,${many(63)}`, signed })).toBe("ok");
    expect(await verdict({ names: `x-timestamp,${many(64)}`, signed })).toBe("signature-malformed");
    const bare: CanonicalRequestSignature = { ...scheme, timestamp: "header:" };
    expect(await verdict({ scheme: bare, names: "x-a", signed: "x-a:1", headers: { "x-a": "1" } })).toBe(
      "signature-malformed",
    );
  });
});

describe("the path", () => {
  it.each([
    ["https://a.example", ""],
    ["https://a.example/", "/"],
    ["https://a.example/a b", "/a%20b"],
    ["https://a.example/é", "/%C3%A9"],
    ["https://a.example/x?", "/x"],
    ["https://a.example/x?a=1&b=2", "/x?a%253D1%2526b%253D2"],
    ["HTTPS://a.example/x?a\nb", "/x?a%250Ab"],
    ["https://a.example?a=1", "?a%253D1"],
  ])("of %j is %s", async (url, path) => {
    expect(await verdict({ url, path })).toBe("ok");
  });

  it("is also right in another spelling of its query, which a gateway may have changed", async () => {
    const path = "/x?name%253DAnn%252BO'Hara";
    expect(await verdict({ url: "https://a.example/x?name=Ann+O'Hara", path })).toBe("ok");
    expect(await verdict({ url: "https://a.example/x?name=Ann%20O%27Hara", path })).toBe("ok");
    expect(await verdict({ url: "https://a.example/x?name=Bob%20O%27Hara", path })).toBe(
      "signature-mismatch",
    );
  });

  it("with half a surrogate pair is refused", async () => {
    expect(await verdict({ url: "https://a.example/\ud800" })).toBe("signature-malformed");
    expect(await verdict({ url: "https://a.example/x?\ud800" })).toBe("signature-malformed");
  });

  it("begins with the URL", async () => {
    expect(await verdict({ url: "x https://a.example/x", path: "/x" })).toBe("signature-mismatch");
  });
});

it.each([
  [at - 30_000, "ok"],
  [at - 30_001, "timestamp-stale"],
  [at + 30_001, "timestamp-ahead"],
  ["soon", "timestamp-malformed"],
])("the time %s: %s", async (stamp, reason) => {
  expect(await verdict({ stamp })).toBe(reason);
});

it("distinguishes a missing signature from a wrong one", async () => {
  expect(await judgedBy(canonicalRequestScheme, scheme, {})).toBe("signature-missing");
  expect(await judged(scheme, { headers: { "x-signature": "00" } })).toBe("signature-malformed");
  const { timestamp: _, ...timeless } = scheme;
  expect(await verdict({ scheme: timeless, names: "", signed: "x-signed-headers:" })).toBe(
    "signature-malformed",
  );
  expect(await verdict({ path: "/other" })).toBe("signature-mismatch");
  expect(await verdict({ path: "/other", stamp: at - 30_001 })).toBe("signature-mismatch");
});
