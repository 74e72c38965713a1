import { BridgeError } from "../../core/errors.ts";
import type { ClaimStore } from "../../publish/ports.ts";
import type { ClientSettings } from "../client-settings.ts";
import { loadOnce } from "../load-once.ts";
import { errorName } from "../secrets/error-name.ts";
import type { S3Objects } from "./s3-objects.ts";

/** Prefix of all objects. The functions' roles allow no other. */
const prefix = "claims/";

/** A claim store that can also be read. */
export interface S3Claims extends ClaimStore {
  /**
   * @throws BridgeError `message-unreadable` for a missing object or another URI, else `claim-check-failed`
   */
  fetch(uri: string): Promise<Uint8Array>;
}

/** The client for S3, in a chunk of the bundle of its own. */
const loadObjects = async (bucket: string, settings: ClientSettings): Promise<S3Objects> =>
  (await import("./s3-objects.ts")).s3Objects(bucket, settings);

/**
 * Payloads in the claim bucket. The client is loaded at its first use: most deliveries need none.
 * @param load loads it
 */
export function s3Claims(bucket: string, settings: ClientSettings, load = loadObjects): S3Claims {
  const objects = loadOnce(() => load(bucket, settings));
  const base = `s3://${bucket}/`;
  return {
    async keep(name, bytes, contentType) {
      const Key = `${prefix}${name}`;
      try {
        await (await objects()).put(Key, bytes, contentType);
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
        return await (await objects()).get(uri.slice(base.length));
      } catch (cause) {
        if (errorName(cause) === "NoSuchKey") {
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
