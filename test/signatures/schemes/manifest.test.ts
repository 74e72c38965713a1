import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ManifestSignature } from "../../../src/core/signature.ts";
import { scheme as manifestScheme } from "../../../src/signatures/schemes/manifest.ts";
import { clock, judged, judgedBy } from "../../support/judged.ts";

const scheme: ManifestSignature = {
  scheme: "manifest",
  header: "x-signature",
  encoding: "hex",
  fields: { timestamp: "ts", signature: "v1" },
  toleranceSeconds: 300,
  pairs: [
    ["id", "query:data.id"],
    ["request", "header:x-request-id"],
    ["ts", "timestamp"],
  ],
};

const hmac = (text: string): string => createHmac("sha256", "a-secret-for-tests").update(text).digest("hex");

const verdict = (
  text: string,
  { id = "AbC", request = "Rq", at = String(clock), secrets = [] as string[] } = {},
) =>
  judged(scheme, {
    url: `https://hooks.example/hooks/acme${id && `?data.id=${id}`}`,
    headers: {
      ...(request && { "x-request-id": request }),
      "x-signature": `ts=${at},v1=${hmac(text)}`,
    },
    ...(secrets.length > 0 && { secrets }),
  });

describe("the pairs", () => {
  it("are signed with the query's values as they are or in lower case, other values as they are", async () => {
    expect(await verdict(`id:AbC;request:Rq;ts:${clock};`)).toBe("ok");
    expect(await verdict(`id:abc;request:Rq;ts:${clock};`)).toBe("ok");
    expect(await verdict(`id:abc;request:rq;ts:${clock};`)).toBe("signature-mismatch");
    expect(await verdict(`id:ABC;request:Rq;ts:${clock};`)).toBe("signature-mismatch");
  });

  it("are left out without a value", async () => {
    expect(await verdict(`request:Rq;ts:${clock};`, { id: "" })).toBe("ok");
    expect(await verdict(`id:abc;ts:${clock};`, { request: "" })).toBe("ok");
    expect(await verdict(`id:;ts:${clock};`, { request: "" })).toBe("signature-mismatch");
  });

  it("may have several signatures and secrets", async () => {
    const secrets = ["another", "a-secret-for-tests"];
    expect(await verdict(`id:abc;request:Rq;ts:${clock};`, { secrets })).toBe("ok");
    const headers = { "x-signature": `ts=${clock},v1=00,v1=${hmac(`ts:${clock};`)},v1=00` };
    expect(await judged(scheme, { headers })).toBe("ok");
  });
});

describe("the time", () => {
  it.each([
    [clock - 300, "ok"],
    [clock - 301, "timestamp-stale"],
    [clock + 301, "timestamp-ahead"],
    [clock * 1_000, "ok"],
    [(clock - 300) * 1_000, "ok"],
    [(clock - 300) * 1_000 - 1, "timestamp-stale"],
    ["soon", "timestamp-malformed"],
    [99_999_999_999, "timestamp-ahead"],
  ])("%s: %s", async (at, reason) => {
    expect(await verdict(`id:abc;request:Rq;ts:${at};`, { at: String(at) })).toBe(reason);
  });

  it("is checked after the signature", async () => {
    expect(await verdict("other", { at: String(clock - 301) })).toBe("signature-mismatch");
  });

  it("is needed", async () => {
    const headers = { "x-signature": `v1=${hmac("request:Rq;")}`, "x-request-id": "Rq" };
    expect(await judged(scheme, { headers })).toBe("timestamp-missing");
  });
});

it("distinguishes a missing signature from one with another layout", async () => {
  expect(await judgedBy(manifestScheme, scheme, {})).toBe("signature-missing");
  expect(await judged(scheme, { headers: { "x-signature": "abc" } })).toBe("signature-malformed");
});
