import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { BridgeError } from "../core/errors.ts";
import type { ClaimStore } from "../publish/ports.ts";
import type { ClientSettings } from "./client-settings.ts";

/** Prefix of all objects. The functions' roles allow no other. */
const prefix = "claims/";

/** A claim store that can also be read. */
export interface S3Claims extends ClaimStore {
  /**
   * @throws BridgeError `message-unreadable` for a missing object or another URI, else `claim-check-failed`
   */
  fetch(uri: string): Promise<Uint8Array>;
}

/** Payloads in the claim bucket. The client is made at its first use: most deliveries need none. */
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
          `A payload could not be stored in the bucket "${bucket}".`,
          "Check that the bucket exists, and the function's s3:PutObject permission.",
          cause,
        );
      }
      return `${base}${Key}`;
    },
    async fetch(uri) {
      if (!uri.startsWith(`${base}${prefix}`)) {
        throw new BridgeError(
          "message-unreadable",
          `A message in the queue refers to a payload outside of the bucket "${bucket}": the bridge did not write it.`,
          "Only `receive` may write to the queue: find out who else has sqs:SendMessage on it.",
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
            `The payload of a message is no longer in the bucket "${bucket}": it was deleted, or the message waited too long.`,
            "Ask the vendor to send the delivery again; set `claimDays` in bridge.config.ts above the days that messages may wait.",
            cause,
          );
        }
        throw new BridgeError(
          "claim-check-failed",
          `A payload could not be read from the bucket "${bucket}".`,
          "Check that the bucket exists, and the function's s3:GetObject permission.",
          cause,
        );
      }
    },
  };
}
