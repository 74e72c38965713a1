import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fromS3 } from "../../src/consumer/s3.ts";

/** As much of S3 as a reader sees. */
const server = createServer(({ url = "" }, response) => {
  const isThere = url.startsWith("/claims-bucket/claims/evt%2081");
  response.writeHead(isThere ? 200 : 404, { "content-type": "application/xml" });
  response.end(isThere ? '{"größe":1}' : "<Error><Code>NoSuchKey</Code></Error>");
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => server.close());

const reader = () =>
  fromS3(
    new S3Client({
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    }),
  );

it("an object is read by its URI", async () => {
  const read = await reader()("s3://claims-bucket/claims/evt 81");
  expect(new TextDecoder().decode(read)).toBe('{"größe":1}');
});

it("an object that has expired is the SDK's error, and what is no URI of S3 one of ours", async () => {
  await expect(reader()("s3://claims-bucket/claims/gone")).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(reader()("https://example.com/claims/x")).rejects.toThrow(
    "https://example.com/claims/x is not the URI of an object in S3",
  );
  await expect(reader()("s3://claims-bucket")).rejects.toThrow(TypeError);
});
