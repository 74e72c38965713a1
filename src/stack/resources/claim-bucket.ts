import { type Deployment, ids } from "../deployment.ts";
import type { Resources } from "../template.ts";
import { privateBucket } from "./private-bucket.ts";

/** A delivery can wait 14 days in the queue and 14 in the dead-letter queue before its payload is read. */
const leastDays = 30;

/** Days that payloads are kept: as long as a message or an archived event can refer to one. */
const keptDays = ({ buses, options }: Deployment): number =>
  options.claimDays ?? Math.max(leastDays, ...[...buses.values()].map(({ archiveDays }) => archiveDays ?? 0));

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
