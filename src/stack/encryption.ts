import type { Deployment } from "./deployment.ts";
import type { Statement } from "./policy.ts";
import { type Properties, sub } from "./template.ts";

/** A queue's encryption: SQS's own keys, or the deployment's. */
export const queueEncryption = ({ options: { encryptionKey } }: Deployment): Properties =>
  encryptionKey
    ? { KmsMasterKeyId: encryptionKey, KmsDataKeyReusePeriodSeconds: 300 }
    : { SqsManagedSseEnabled: true };

/** Services that keep what is encrypted with the deployment's own key. */
export type KeyUser = "sqs" | "s3" | "dynamodb";

/** Reading and writing what is encrypted with the deployment's own key, through these services alone. */
export const useKey = (
  { options: { encryptionKey } }: Deployment,
  services: readonly KeyUser[],
): readonly Statement[] =>
  encryptionKey
    ? [
        {
          Sid: "UseKey",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey", "kms:Decrypt"],
          Resource: encryptionKey,
          // The secrets may be encrypted with the same key.
          Condition: {
            StringEquals: {
              "kms:ViaService": services.map((service) => sub(`${service}.\${AWS::Region}.amazonaws.com`)),
            },
          },
        },
      ]
    : [];
