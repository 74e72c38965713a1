import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { BridgeError } from "../core/errors.ts";
import type { ClaimStore } from "../publish/ports.ts";
import type { ClientSettings } from "./client-settings.ts";

/** Everything the bridge keeps stands under this prefix; the functions' roles allow nothing else. */
const prefix = "claims/";

/** A claim store that can also give back what it keeps. */
export interface S3Claims extends ClaimStore {
  /** @throws BridgeError `message-unreadable` when nothing is kept there, else `claim-check-failed` */
  fetch(uri: string): Promise<Uint8Array>;
}

/** Payloads in the claim-check bucket. The client is made at first use: most deliveries need none. */
export function s3Claims(bucket: string, settings: ClientSettings): S3Claims {
  let made: S3Client | undefined;
  const client = (): S3Client => {
    made ??= new S3Client({ ...settings, forcePathStyle: true });
    return made;
  };
  const base = `s3://${bucket}/`;
  return {
    async keep(name, bytes, contentType) {
      const Key = `${prefix}${name}`;
      try {
        await client().send(
          new PutObjectCommand({ Bucket: bucket, Key, Body: bytes, ContentType: contentType }),
        );
      } catch (cause) {
        throw new BridgeError(
          "claim-check-failed",
          `A payload could not be kept in the bucket "${bucket}".`,
          "Check the bucket and the function's s3:PutObject permission.",
          cause,
        );
      }
      return `${base}${Key}`;
    },
    async fetch(uri) {
      if (!uri.startsWith(`${base}${prefix}`)) {
        throw new BridgeError(
          "message-unreadable",
          "A message refers to a payload outside of the claim-check bucket.",
          "Find out who else sends to the queue.",
        );
      }
      try {
        const { Body } = await client().send(
          new GetObjectCommand({ Bucket: bucket, Key: uri.slice(base.length) }),
        );
        if (!Body) throw new Error("an answer without a body");
        return await Body.transformToByteArray();
      } catch (cause) {
        if (cause instanceof NoSuchKey) {
          throw new BridgeError(
            "message-unreadable",
            "The payload of a message is no longer in the bucket.",
            "Lengthen the bucket's lifecycle rule beyond the queues' retention.",
            cause,
          );
        }
        throw new BridgeError(
          "claim-check-failed",
          `A payload could not be read from the bucket "${bucket}".`,
          "Check the bucket and the function's s3:GetObject permission.",
          cause,
        );
      }
    },
  };
}
