import { expect, test } from "vitest";
import { claimKey, datarefOf } from "../../../src/core/body/claim-place.ts";

test("the payload of an event that is too large for it", () => {
  expect(datarefOf('{"detail":{"dataref":"s3://b/claims/x"}}')).toBe("s3://b/claims/x");
  for (const envelope of ['{"detail":{"dataref":1}}', '{"detail":{"data":{"dataref":"s3://x"}}}', "{", "[]"])
    expect(datarefOf(envelope)).toBeUndefined();
});

test.each([
  ["s3://b/claims/dlv_1-ab", "claims/dlv_1-ab"],
  ["s3://other/claims/dlv_1", undefined],
  ["s3://b/lake/dlv_1", undefined],
  ["s3://b/claims/../lake/x", undefined],
  ["s3://b.evil/claims/x", undefined],
  ["https://b/claims/x", undefined],
])("only payloads of the bridge's own bucket are read: %s", (uri, key) => {
  expect(claimKey(uri, "b")).toBe(key);
});
