import type { Deployment } from "./deployment.ts";
import type { Statement } from "./policy.ts";
import type { Properties } from "./template.ts";

/** A queue's encryption: SQS's own keys, or the deployment's. */
export const queueEncryption = ({ options: { encryptionKey } }: Deployment): Properties =>
  encryptionKey
    ? { KmsMasterKeyId: encryptionKey, KmsDataKeyReusePeriodSeconds: 300 }
    : { SqsManagedSseEnabled: true };

/** What a function may do with the keys: write and read what is encrypted with the deployment's own. */
export const useKey = ({ options: { encryptionKey } }: Deployment): readonly Statement[] =>
  encryptionKey
    ? [
        {
          Sid: "UseKey",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey", "kms:Decrypt"],
          Resource: encryptionKey,
        },
      ]
    : [];
