import { type Deployment, ids } from "../deployment.ts";
import type { Resources } from "../template.ts";
import { privateBucket } from "./private-bucket.ts";

/** A delivery can wait 14 days in the queue and 14 in the dead-letter queue before its payload is read. */
const leastDays = 30;

/** Days that payloads are kept: as long as a message, an archived event or one in a lake can refer to one. */
const keptDays = ({ buses, options }: Deployment): number =>
  options.claimDays ??
  Math.max(
    leastDays,
    ...[...buses.values()].flatMap(({ archiveDays = 0, lake }) => [archiveDays, lake?.days ?? 0]),
  );

/** The bucket for payloads that are too large for a message or an event. */
export function claimBucket(deployment: Deployment): Resources {
  const { encryptionKey } = deployment.options;
  return privateBucket({
    id: ids.bucket,
    encryption: {
      ServerSideEncryptionByDefault: encryptionKey
        ? { SSEAlgorithm: "aws:kms", KMSMasterKeyID: encryptionKey }
        : { SSEAlgorithm: "AES256" },
      // One data key for many objects: a KMS call for each would cost more than the storage.
      BucketKeyEnabled: true,
    },
    prefix: "claims/",
    days: keptDays(deployment),
  });
}
