import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { KeyedHashSignature } from "../../../src/core/signature.ts";
import { judged } from "../../support/judged.ts";
import { longerHash } from "../../support/longer-hash.ts";

const scheme: KeyedHashSignature = {
  scheme: "keyed-hash",
  hash: "sha256",
  encoding: "hex",
  header: "x-signature",
  signed: "{secret}{body}",
};
const secret = "a-secret-for-tests";
const body = '{"id":1,"text":"é"}';
const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  createHash("sha256")
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest("hex");

const verdict = (content: string | Uint8Array, signature: string) =>
  judged(scheme, { body: content, headers: { "x-signature": signature } });

it("is valid over a text, and over an empty body", async () => {
  expect(await verdict(body, sha256(secret, body))).toBe("ok");
  expect(await verdict("", sha256(secret))).toBe("ok");
  expect(await verdict(`${body} `, sha256(secret, body))).toBe("signature-mismatch");
});

it("refuses a captured hash that was continued without the secret (length extension)", async () => {
  const captured = sha256(secret, body);
  const { tail, hash } = longerHash(captured, secret.length + Buffer.byteLength(body), ',"admin":true}');
  const longer = Buffer.concat([Buffer.from(body), tail]);
  expect(hash).toBe(sha256(secret, longer));
  expect(await verdict(longer, hash)).toBe("signature-mismatch");
});
