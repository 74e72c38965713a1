import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../../src/core/secret.ts";
import { sha256 } from "../../../../src/core/sha256.ts";
import type { KeyFormat } from "../../../../src/core/signature.ts";
import {
  decodeStrictly,
  hmacKeyKind,
  isPublished,
  keyBytes,
} from "../../../../src/signatures/parts/keys/secret-key.ts";

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString("latin1");
const key = (value: string, format?: KeyFormat) => text(keyBytes(new Secret(value), format));
const decoded = (base64: string): string => Buffer.from(base64, "base64url").toString("latin1");
const latin1 = (value: string): string => Buffer.from(value).toString("latin1");

describe("hex and base64", () => {
  it.each([
    ["00ff", "hex", "\x00\xff"],
    ["00FF", "hex", "\x00\xff"],
    ["YWI=", "base64", "ab"],
    ["YWI", "base64", "ab"],
    ["YQ==", "base64", "a"],
    ["_-8", "base64", "\xff\xef"],
    ["/+8=", "base64", "\xff\xef"],
  ] as const)("%s in %s", (value, encoding, bytes) => {
    expect(text(decodeStrictly(value, encoding))).toBe(bytes);
  });

  it.each([
    ["", "hex"],
    ["0", "hex"],
    ["00f", "hex"],
    ["0g", "hex"],
    ["x00ff", "hex"],
    ["00ff ", "hex"],
    ["", "base64"],
    ["=", "base64"],
    ["YWI===", "base64"],
    ["Y", "base64"],
    ["YWJjZ", "base64"],
    ["YWJjZ==", "base64"],
    ["Y WI", "base64"],
    ["!YWI=", "base64"],
    ["YWI=!", "base64"],
    ["YW=I", "base64"],
  ] as const)("%j is not valid in %s", (value, encoding) => {
    expect(decodeStrictly(value, encoding)).toBeUndefined();
  });
});

describe("the key of a secret", () => {
  it.each([
    ["its text", "pä", undefined, latin1("pä")],
    ["its text without the blanks around it", " a b\n", "utf8", "a b"],
    ["its compatible form", "ﬁ", "nfkd", "fi"],
    ["its text with entities resolved", "&amp;&lt;&gt;&quot;&#039;&nbsp;", "html", "&<>\"'&nbsp;"],
    ["what it writes in hex", "00ff", "hex", "\x00\xff"],
    ["what it writes in base64", "YWI=", "base64", "ab"],
    ["the SHA-1 of its text", "a", "sha1", createHash("sha1").update("a").digest().toString("latin1")],
    ["its text with something added", "a", { suffix: "&" }, "a&"],
    ["what Standard Webhooks writes behind its prefix", "whsec_YWI=", "whsec", "ab"],
    ["what Standard Webhooks writes without it", "YWI=", "whsec", "ab"],
    ["all of it where the prefix does not begin it", "QUJDwhsec_AA", "whsec", decoded("QUJDwhsec_AA")],
    ["what it writes behind its prefix", "whsec_YWI=", { prefix: "whsec_", decode: "base64" }, "ab"],
  ] as const)("is %s", (_, value, format, bytes) => {
    expect(key(value, format)).toBe(bytes);
  });

  it.each([
    ["xyz", "hex"],
    ["whpk_YWI=", "whsec"],
    ["a b", "base64"],
    ["YWI=", { prefix: "whsec_", decode: "base64" }],
    ["whsec_a b", { prefix: "whsec_", decode: "base64" }],
    ["whsec_", { prefix: "whsec_", decode: "base64" }],
  ] as const)("is not in %j as %j", (value, format) => {
    expect(key(value, format)).toBeUndefined();
  });

  it("is the same object each time, for each of its forms", () => {
    const secret = new Secret("00ff");
    expect(keyBytes(secret, "hex")).toBe(keyBytes(secret, "hex"));
    expect(keyBytes(secret)).toBe(keyBytes(secret, "utf8"));
    expect(text(keyBytes(secret, "utf8"))).toBe("00ff");
    expect(text(keyBytes(secret, "hex"))).toBe("\x00\xff");
    const bad = new Secret("xyz");
    expect([keyBytes(bad, "hex"), keyBytes(bad, "hex")]).toEqual([undefined, undefined]);
  });
});

it("the hex SHA-256 of parts is that of their whole", () => {
  expect(sha256(["a", Buffer.from("bc")])).toBe(createHash("sha256").update("abc").digest("hex"));
});

it.each(["http://keys.example/", "https://keys.example/", '"kty":"RSA"'])("%s is published", (text) => {
  expect(isPublished(text)).toBe(true);
});

it("a text behind its prefix is a text, whatever blanks are around it", () => {
  expect(hmacKeyKind(new Secret(" own_x\n"), { textPrefix: "own_" })).toBe("text");
  expect(hmacKeyKind(new Secret(" x\n"), { textPrefix: "own_" })).toBe("no-key");
});
