import { type Deployment, ids } from "../deployment.ts";
import { type Resources, retained } from "../template.ts";

/** The table of published events. It outlives the stack: without it, a vendor's next retry would be published again. */
export function ledger({ options: { encryptionKey } }: Deployment): Resources {
  return {
    [ids.table]: retained({
      Type: "AWS::DynamoDB::Table",
      Properties: {
        AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        // By hand too, it can be deleted only once this is off.
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
        // Without the deployment's own key, DynamoDB uses one that AWS owns.
        ...(encryptionKey && {
          SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: encryptionKey },
        }),
      },
    }),
  };
}
