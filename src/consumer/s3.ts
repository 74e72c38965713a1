/** Reads claim checks with the AWS SDK: `hookbridge/consumer/s3`. It needs `@aws-sdk/client-s3`, which Lambda's Node.js has. */
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ReadClaim } from "./load-data.ts";

/**
 * What `loadData` reads claim checks with. The function's role needs `s3:GetObject` on `claims/*` of the bridge's bucket, and
 * `kms:Decrypt` where the bridge has an encryption key.
 * @throws the SDK's errors: `NoSuchKey` once the object has expired (`claimDays`); TypeError for what is no S3 URI
 */
export function fromS3(client = new S3Client({})): ReadClaim {
  return async (uri) => {
    const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
    if (!Bucket || !Key)
      throw new TypeError(`hookbridge/consumer: ${uri} is not the URI of an object in S3.`);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    if (!Body) throw new Error(`hookbridge/consumer: ${uri} came without a body.`);
    return Body.transformToByteArray();
  };
}
