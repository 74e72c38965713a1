import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import type { HmacAnswer } from "../../src/core/handshake.ts";
import { Secret } from "../../src/core/secret.ts";
import { answerChallenge, isChallenge } from "../../src/signatures/challenge.ts";

const rule: HmacAnswer = {
  hmac: "body:/token",
  hash: "sha256",
  encoding: "base64",
  json: { digest: "digest" },
};
const secret = new Secret("a-secret-for-tests");
const digest = (text: string) => createHmac("sha256", "a-secret-for-tests").update(text).digest("base64");

it.each(["abcdefgh", "qgg8vlvZRS6UYooatFL8Aw", "A_0+/=-9", "x".repeat(256)])("answers %.30s", (challenge) => {
  expect(answerChallenge(rule, secret, challenge)).toBe(digest(challenge));
  expect(isChallenge(Buffer.from(challenge))).toBe(true);
  expect(answerChallenge({ ...rule, prefix: "sha256=" }, secret, challenge)).toBe(
    `sha256=${digest(challenge)}`,
  );
});

it.each([
  ["too short for a token", "abcdefg"],
  ["too long", "x".repeat(257)],
  ["a signed text", '{"type":"event"}'],
  ["a time and a body", "1780000000.body"],
  ["words", "abcdefgh ijk"],
  ["a line more", "abcdefgh\n"],
  ["colons", "v0:1780000000:x"],
])("signs no text that could be signed: %s", (_, challenge) => {
  expect(answerChallenge(rule, secret, challenge)).toBeUndefined();
  expect(isChallenge(Buffer.from(challenge))).toBe(false);
});

it("has no answer without a key", () => {
  expect(answerChallenge({ ...rule, key: "hex" }, secret, "abcdefgh")).toBeUndefined();
  expect(answerChallenge({ ...rule, key: "hex" }, new Secret("00ff"), "abcdefgh")).toBe(
    createHmac("sha256", Buffer.from("00ff", "hex")).update("abcdefgh").digest("base64"),
  );
});
