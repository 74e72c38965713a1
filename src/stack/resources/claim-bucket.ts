import { type Deployment, ids } from "../deployment.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Resources, ref, retained, sub } from "../template.ts";

/** Twice the queues' 14 days: a delivery may wait in both before it is read. */
const leastDays = 30;

/** Days that payloads are kept: as long as a message or an archived event may refer to one. */
const keptDays = ({ bridge }: Deployment): number =>
  Math.max(leastDays, ...[...bridge.buses.values()].map(({ archiveDays }) => archiveDays ?? 0));

/** Payloads too large for a message or an event. */
export function claimBucket(deployment: Deployment): Resources {
  return {
    [ids.bucket]: retained({
      Type: "AWS::S3::Bucket",
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
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
