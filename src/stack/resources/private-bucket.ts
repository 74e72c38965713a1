import { policyDocument, type Statement, tlsOnly } from "../policy.ts";
import { arnOf, type Properties, type Resources, ref, retained, sub } from "../template.ts";

/** What differs between the buckets. */
export interface PrivateBucket {
  readonly id: string;
  readonly encryption: Properties;
  /** Objects whose keys begin so expire; all where it is absent. */
  readonly prefix?: string;
  readonly days: number;
  /** Who may use it beside the account's own principals. */
  readonly statements?: readonly Statement[];
}

/** A bucket that is encrypted, takes requests with TLS only, is never public, and outlives the stack; its objects expire. */
export const privateBucket = ({
  id,
  encryption,
  prefix,
  days,
  statements = [],
}: PrivateBucket): Resources => ({
  [id]: retained({
    Type: "AWS::S3::Bucket",
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [encryption] },
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
            Id: prefix === undefined ? "all" : prefix.replace("/", ""),
            Status: "Enabled",
            Prefix: prefix ?? "",
            ExpirationInDays: days,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    },
  }),
  [`${id}Policy`]: {
    Type: "AWS::S3::BucketPolicy",
    Properties: {
      Bucket: ref(id),
      PolicyDocument: policyDocument([tlsOnly("s3", [arnOf(id), sub(`\${${id}.Arn}/*`)]), ...statements]),
    },
  },
});
