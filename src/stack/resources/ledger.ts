import { type Deployment, ids } from "../deployment.ts";
import { type Resources, retained } from "../template.ts";

/** The table of what has been published. Without it the next retry of a vendor would be published again: it is kept. */
export function ledger({ options: { encryptionKey } }: Deployment): Resources {
  return {
    [ids.table]: retained({
      Type: "AWS::DynamoDB::Table",
      Properties: {
        AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
        // Without a key of the deployment's own, DynamoDB encrypts with one that it owns.
        ...(encryptionKey && {
          SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: encryptionKey },
        }),
      },
    }),
  };
}
