import { type Deployment, ids } from "../deployment.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Properties, type Resources, ref, retained, sub } from "../template.ts";

/** A delivery can wait 14 days in the queue and 14 in the dead-letter queue before its payload is read. */
const leastDays = 30;

/** Days that payloads are kept: as long as a message or an archived event can refer to one. */
const keptDays = ({ buses, options }: Deployment): number =>
  options.claimDays ?? Math.max(leastDays, ...[...buses.values()].map(({ archiveDays }) => archiveDays ?? 0));

const encryption = (key: string | undefined): Properties =>
  key ? { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } : { SSEAlgorithm: "AES256" };

/** The bucket for payloads that are too large for a message or an event. */
export function claimBucket(deployment: Deployment): Resources {
  return {
    [ids.bucket]: retained({
      Type: "AWS::S3::Bucket",
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              ServerSideEncryptionByDefault: encryption(deployment.options.encryptionKey),
              // One data key for many objects: a KMS call for each would cost more than the storage.
              BucketKeyEnabled: true,
            },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        LifecycleConfiguration: {
          Rules: [
            {
              Id: "claims",
              Status: "Enabled",
              Prefix: "claims/",
              ExpirationInDays: keptDays(deployment),
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            },
          ],
        },
      },
    }),
    ClaimBucketPolicy: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: ref(ids.bucket),
        PolicyDocument: policyDocument([tlsOnly("s3", [arnOf(ids.bucket), sub(`\${${ids.bucket}.Arn}/*`)])]),
      },
    },
  };
}
