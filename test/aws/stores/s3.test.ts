import { expect, it } from "vitest";
import { s3Claims } from "../../../src/aws/stores/s3.ts";
import type { S3Objects } from "../../../src/aws/stores/s3-objects.ts";

const bytes = new Uint8Array([1, 2, 3]);

/** Claims over objects in memory. The client can be loaded when `isThere` says so. */
function claimsOf(objects: Partial<S3Objects>, isThere: () => boolean = () => true) {
  return s3Claims("claims-bucket", {}, async () => {
    if (!isThere()) throw new Error("Cannot find module s3-objects");
    return { put: async () => {}, get: async () => bytes, ...objects };
  });
}

it("a payload has a URI in the bucket, by which it is fetched again", async () => {
  const kept: string[] = [];
  const claims = claimsOf({ put: async (key) => void kept.push(key), get: async (key) => Buffer.from(key) });
  const uri = await claims.keep("dlv_1", bytes, "application/json");
  expect(uri).toBe("s3://claims-bucket/claims/dlv_1");
  expect(kept).toEqual(["claims/dlv_1"]);
  expect(Buffer.from(await claims.fetch(uri)).toString()).toBe("claims/dlv_1");
});

it("a client that can't be loaded is a failure to try again, not a lost payload", async () => {
  let isThere = false;
  const claims = claimsOf({}, () => isThere);
  const failed = { code: "claim-check-failed" };
  await expect(claims.keep("dlv_1", bytes, "text/plain")).rejects.toMatchObject(failed);
  await expect(claims.fetch("s3://claims-bucket/claims/dlv_1")).rejects.toMatchObject(failed);
  isThere = true;
  expect(await claims.fetch("s3://claims-bucket/claims/dlv_1")).toBe(bytes);
});

it("an object that is gone is told from one that can't be read", async () => {
  const failing = (name: string) =>
    claimsOf({
      get: async () => {
        throw Object.assign(new Error(name), { name });
      },
    }).fetch("s3://claims-bucket/claims/dlv_1");
  await expect(failing("NoSuchKey")).rejects.toMatchObject({ code: "message-unreadable" });
  await expect(failing("SlowDown")).rejects.toMatchObject({ code: "claim-check-failed" });
});
