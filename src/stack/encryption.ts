import type { Deployment } from "./deployment.ts";
import type { Statement } from "./policy.ts";
import { type Properties, sub } from "./template.ts";

/** Encryption of a queue: with SQS's own keys, or with the deployment's key. */
export const queueEncryption = ({ options: { encryptionKey } }: Deployment): Properties =>
  encryptionKey
    ? { KmsMasterKeyId: encryptionKey, KmsDataKeyReusePeriodSeconds: 300 }
    : { SqsManagedSseEnabled: true };

/** Encryption of a bus or an archive with the deployment's key. EventBridge uses it itself, so that nobody who puts events needs it. */
export const eventEncryption = ({ options: { encryptionKey } }: Deployment): Properties =>
  encryptionKey ? { KmsKeyIdentifier: encryptionKey } : {};

/** Encryption of a log group with the deployment's key. CloudWatch Logs uses it itself. */
export const logEncryption = ({ options: { encryptionKey } }: Deployment): Properties =>
  encryptionKey ? { KmsKeyId: encryptionKey } : {};

/** Services that encrypt with the deployment's own key. */
export type KeyUser = "sqs" | "s3" | "dynamodb";

/** Permission to use the deployment's own key, through these services only. */
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
          // Without it, the role could also decrypt secrets that use the same key.
          Condition: {
            StringEquals: {
              "kms:ViaService": services.map((service) => sub(`${service}.\${AWS::Region}.amazonaws.com`)),
            },
          },
        },
      ]
    : [];
