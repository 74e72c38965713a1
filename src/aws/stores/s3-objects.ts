import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ClientSettings } from "../client-settings.ts";

/** Objects of one bucket, by key. Errors are the SDK's. */
export interface S3Objects {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array>;
}

/** The objects of a bucket, with a client of its own. */
export function s3Objects(bucket: string, settings: ClientSettings): S3Objects {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  return {
    async put(Key, Body, ContentType) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType }));
    },
    async get(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      if (!Body) throw new Error("an answer without a body");
      return Body.transformToByteArray();
    },
  };
}
