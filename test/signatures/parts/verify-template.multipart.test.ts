import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import type { HmacSignature } from "../../../src/core/signature.ts";
import { mostUnverifiedBytes } from "../../../src/signatures/parts/limits.ts";
import { clock, judged } from "../../support/judged.ts";

const secret = "a-secret-for-tests";
const scheme: HmacSignature = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  from: "form:signature",
  multipart: true,
  timestamp: "form:time",
  signed: "{timestamp}{form:token}",
  toleranceSeconds: 300,
};
const fields = {
  time: String(clock),
  token: "t1",
  signature: createHmac("sha256", secret).update(`${clock}t1`).digest("hex"),
};
const encoded = { "content-type": "application/x-www-form-urlencoded" };
const multipart = { "content-type": "multipart/form-data; boundary=b" };

/** A multipart form with these fields, and a file that is no text. */
function form(of: Readonly<Record<string, string>>, fileBytes = 3): Uint8Array {
  const parts = Object.entries(of).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n';
  return Buffer.concat([
    Buffer.from(parts.join("") + file),
    Buffer.alloc(fileBytes, 0xff),
    Buffer.from("\r\n--b--\r\n"),
  ]);
}

it("is found among the fields of a multipart form with files, where the signature allows one", async () => {
  expect(await judged(scheme, { headers: multipart, body: form(fields) })).toBe("ok");
  const { multipart: _, ...without } = scheme;
  expect(await judged(without, { headers: multipart, body: form(fields) })).toBe("signature-missing");
  expect(await judged(scheme, { headers: encoded, body: new URLSearchParams(fields).toString() })).toBe("ok");
});

it("is refused there with another token, time, signature or secret, and late", async () => {
  const reasonOf = (changed: Readonly<Record<string, string>>, rest = {}) =>
    judged(scheme, { headers: multipart, body: form({ ...fields, ...changed }), ...rest });
  expect(await reasonOf({ token: "t2" })).toBe("signature-mismatch");
  expect(await reasonOf({ time: String(clock + 1) })).toBe("signature-mismatch");
  expect(await reasonOf({ signature: fields.signature.replace(/^./, "x") })).toBe("signature-mismatch");
  expect(await reasonOf({}, { secrets: ["another-secret"] })).toBe("signature-mismatch");
  expect(await reasonOf({}, { lateMs: 301_000 })).toBe("timestamp-stale");
  expect(await reasonOf({ signature: "" })).toBe("signature-missing");
});

it("is read in a multipart form of any size, and in another form up to a limit", async () => {
  expect(await judged(scheme, { headers: multipart, body: form(fields, 2 * mostUnverifiedBytes) })).toBe(
    "ok",
  );
  const long = new URLSearchParams({ ...fields, pad: "x".repeat(mostUnverifiedBytes) }).toString();
  expect(await judged(scheme, { headers: encoded, body: long })).toBe("signature-malformed");
});
