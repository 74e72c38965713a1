import { expect, it } from "vitest";
import { behindPrefix } from "../../../src/signatures/parts/credentials.ts";

it.each([
  ["Bearer a-token", "Bearer ", "a-token"],
  ["bearer a-token", "Bearer ", "a-token"],
  ["BEARER A-Token", "Bearer ", "A-Token"],
  ["Bearer  a", "Bearer ", " a"],
  ["Bearer ", "Bearer ", ""],
  ["a-token", "", "a-token"],
  ["hmac-a", "hmac-", "a"],
  ["Bearera-token", "Bearer ", undefined],
  ["Bearer", "Bearer ", undefined],
  ["Basic a-token", "Bearer ", undefined],
  ["HMAC-a", "hmac-", undefined],
])("%j behind %j is %j", (value, prefix, text) => {
  expect(behindPrefix(value, prefix)).toBe(text);
});
