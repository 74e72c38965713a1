import { expect, test } from "vitest";
import { type ClaimBucket, claimSize, readClaim } from "../../src/operate/read-claim.ts";

const named = (name: string): Error => Object.assign(new Error(name), { name });

function bucketOf(objects: Readonly<Record<string, Uint8Array>>): ClaimBucket {
  const object = (key: string): Uint8Array => {
    const found = objects[key];
    if (!found) throw named("NoSuchKey");
    return found;
  };
  return {
    name: "b",
    size: async (key) => object(key).length,
    first: async (key, bytes) => object(key).slice(0, bytes),
  };
}

const text = new TextEncoder();
const bucket = bucketOf({
  "claims/json": text.encode('{"id":12345678901234567890}'),
  "claims/bytes": new Uint8Array([0xff, 0xfe, 0]),
  "claims/large": new Uint8Array(10_000_001).fill(0x61),
});

test("a payload as it was put there", async () => {
  expect(await readClaim(bucket, "s3://b/claims/json")).toEqual({
    uri: "s3://b/claims/json",
    bytes: 27,
    text: '{"id":12345678901234567890}',
    encoding: "utf8",
    cut: false,
  });
  expect(await readClaim(bucket, "s3://b/claims/bytes")).toMatchObject({ text: "//4A", encoding: "base64" });
});

test("of a large one only the beginning", async () => {
  const { text: shown, bytes, cut } = await readClaim(bucket, "s3://b/claims/large");
  expect([shown.length, bytes, cut]).toEqual([10_000_000, 10_000_001, true]);
});

test("nothing of anybody else's, and nothing that is gone", async () => {
  await expect(readClaim(bucket, "s3://other/claims/json")).rejects.toMatchObject({
    code: "wrong-use",
    message: expect.stringContaining("not in the bridge's own bucket"),
  });
  await expect(readClaim(bucket, "s3://b/claims/gone")).rejects.toMatchObject({
    code: "wrong-use",
    remedy: expect.stringContaining("claimDays"),
  });
  const broken = { ...bucket, size: async () => Promise.reject(named("AccessDenied")) };
  await expect(readClaim(broken, "s3://b/claims/json")).rejects.toThrow("AccessDenied");
});

test("a size that is not told is not known", async () => {
  expect(await claimSize(bucket, "s3://b/claims/bytes")).toBe(3);
  expect(await claimSize(bucket, "s3://b/claims/gone")).toBeUndefined();
  expect(await claimSize(bucket, "s3://other/claims/json")).toBeUndefined();
});
