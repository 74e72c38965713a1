import { describe, expect, it } from "vitest";
import { bufferedBody } from "../../../src/aws/gateway/buffered-body.ts";

const read = (text: string, headers: Readonly<Record<string, string>> = {}): string =>
  Buffer.from(bufferedBody(text, new Map(Object.entries(headers)))).toString("latin1");

describe("a body of the buffer queue", () => {
  it.each([
    ["bnVsbA==", "4", "null"],
    ["null", "4", "null"],
    ["null", "3", "\x9e\xe9\x65"],
    ["e30=", "2", "{}"],
    ["e30=", "4", "e30="],
    ["{}", "2", "{}"],
    ["{}", "0", ""],
    ["", "0", ""],
    ["\u00fc", "2", "\xc3\xbc"],
  ])("%s with %s bytes is %j", (text, length, body) => {
    expect(read(text, { "content-length": length })).toBe(body);
  });

  it("of another length than declared stays in the queue", () => {
    expect(() => read("null", { "content-length": "5" })).toThrow(
      expect.objectContaining({
        code: "malformed-request",
        message: expect.stringContaining("declared 5 bytes"),
      }),
    );
    // Text that was no UTF-8: what the gateway has made of it can't be what was signed.
    expect(() => read("\ufffd", { "content-length": "1" })).toThrow(
      expect.objectContaining({ code: "malformed-request" }),
    );
  });

  it("a length that is no number counts as none", () => {
    expect(read("e30=", { "content-length": "4, 4" })).toBe("{}");
  });
});

it.each([
  ["{}", ""],
  ["{} ", "{} "],
  ["e30=", "{}"],
  ["null", "null"],
  ["true", "true"],
  ["12345678", "12345678"],
  // No page says that a gateway whose media types are all binary would write these as text.
  ["//79", "\xff\xfe\xfd"],
  ["abcd", "i\xb7\x1d"],
])("without a length, %s is %j", (text, body) => {
  expect(read(text)).toBe(body);
});
