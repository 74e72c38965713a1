import { claimKey, shownClaimBytes } from "../core/body/claim-place.ts";
import { BridgeError } from "../core/errors.ts";
import { decodeUtf8 } from "../core/json/json.ts";
import type { EventData } from "./events.ts";

/** The bridge's bucket, to read from. Errors are the SDK's. */
export interface ClaimBucket {
  readonly name: string;
  /** The size of an object. */
  size(key: string): Promise<number>;
  /** The first bytes of an object. */
  first(key: string, bytes: number): Promise<Uint8Array>;
}

/** The size of a payload; undefined where S3 does not tell. */
export async function claimSize(bucket: ClaimBucket, uri: string): Promise<number | undefined> {
  const key = claimKey(uri, bucket.name);
  if (key === undefined) return undefined;
  try {
    return await bucket.size(key);
  } catch {
    return undefined;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && /^(NoSuchKey|NotFound)$/.test(error.name);

/** Reads a payload. @throws BridgeError `wrong-use` for an object that is not the bridge's, or is gone */
export async function readClaim(bucket: ClaimBucket, uri: string): Promise<EventData> {
  const key = claimKey(uri, bucket.name);
  if (key === undefined)
    throw new BridgeError(
      "wrong-use",
      `The event refers to ${uri}, which is not in the bridge's own bucket.`,
      "Read it with the AWS CLI, if it is yours.",
    );
  try {
    const size = await bucket.size(key);
    const bytes = await bucket.first(key, shownClaimBytes);
    const text = decodeUtf8(bytes);
    const shown = text === undefined ? Buffer.from(bytes).toString("base64") : text;
    return {
      uri,
      bytes: size,
      text: shown,
      encoding: text === undefined ? "base64" : "utf8",
      cut: size > bytes.length,
    };
  } catch (error) {
    if (!isGone(error)) throw error;
    throw new BridgeError(
      "wrong-use",
      `The payload is no longer in the bucket ${bucket.name}.`,
      "`claimDays` in bridge.config.ts says for how long payloads are kept.",
      error,
    );
  }
}
