import {
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
  type ServerSideEncryption,
} from "@aws-sdk/client-s3";

/** Properties of a bucket in a template. osls's own bucket has fewer than the bridge's. */
interface BucketProperties {
  readonly BucketEncryption: {
    readonly ServerSideEncryptionConfiguration: readonly {
      readonly ServerSideEncryptionByDefault: { readonly SSEAlgorithm: ServerSideEncryption };
      readonly BucketKeyEnabled?: boolean;
    }[];
  };
  readonly PublicAccessBlockConfiguration: Readonly<Record<string, boolean>>;
  readonly OwnershipControls?: { readonly Rules: { ObjectOwnership: "BucketOwnerEnforced" }[] };
  readonly LifecycleConfiguration?: {
    readonly Rules: readonly {
      readonly Id: string;
      readonly Status: "Enabled";
      readonly Prefix: string;
      readonly ExpirationInDays: number;
    }[];
  };
}

/** Sets the properties on a bucket, in the format of S3's API. */
export async function setUpBucket(Bucket: string, properties: object, s3: S3Client): Promise<void> {
  const { BucketEncryption, PublicAccessBlockConfiguration, OwnershipControls, LifecycleConfiguration } =
    properties as BucketProperties;
  const encryption = BucketEncryption.ServerSideEncryptionConfiguration.map(
    ({ ServerSideEncryptionByDefault, BucketKeyEnabled }) => ({
      ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
      BucketKeyEnabled,
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: encryption } }),
  );
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  if (OwnershipControls) await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  const rules = LifecycleConfiguration?.Rules.map(({ Id, Status, Prefix, ExpirationInDays }) => ({
    ID: Id,
    Status,
    Filter: { Prefix },
    Expiration: { Days: ExpirationInDays },
  }));
  if (rules)
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: rules } }),
    );
}
