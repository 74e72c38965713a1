import { paginateListTables } from "@aws-sdk/client-dynamodb";
import { paginateListBuckets } from "@aws-sdk/client-s3";
import { paginateListQueues } from "@aws-sdk/client-sqs";
import { ids } from "../../../stack/deployment.ts";
import { askAws } from "../ask-aws.ts";
import { isNameOfStack, lastName, type Orphan, type OrphanScene, whyRetained } from "./orphan.ts";

const retainedQueueIds = [
  ids.queue,
  ids.deadLetters,
  ids.orderedQueue,
  ids.orderedDeadLetters,
  ids.buffer,
  ids.bufferDeadLetters,
  ids.forwardDeadLetters,
  ids.busDeadLetters,
];

/** Queues that a stack of this name left. */
export function leftQueues(scene: OrphanScene): Promise<readonly Orphan[]> {
  const { clients, stackName, owned, region } = scene;
  return askAws("look for queues of former stacks", async () => {
    const found: Orphan[] = [];
    const pages = paginateListQueues(
      { client: clients.sqs, pageSize: 1_000 },
      { QueueNamePrefix: `${stackName}-` },
    );
    for await (const { QueueUrls = [] } of pages)
      for (const url of QueueUrls) {
        const name = lastName(url);
        if (owned.has(name) || !isNameOfStack(name, stackName, retainedQueueIds)) continue;
        const command = `aws sqs delete-queue --region ${region} --queue-url ${url}`;
        found.push({ kind: "queue", name, why: whyRetained(scene), command });
      }
    return found;
  });
}

/** Ledgers that a stack of this name left. */
export function leftTables(scene: OrphanScene): Promise<readonly Orphan[]> {
  const { clients, stackName, owned, region } = scene;
  return askAws("look for ledgers of former stacks", async () => {
    const found: Orphan[] = [];
    for await (const { TableNames = [] } of paginateListTables({ client: clients.dynamoDb }, {}))
      for (const name of TableNames) {
        if (owned.has(name) || !isNameOfStack(name, stackName, [ids.table])) continue;
        const at = `--region ${region} --table-name ${name}`;
        // It is protected: by hand too, it can be deleted only once this is off.
        const command = `aws dynamodb update-table ${at} --no-deletion-protection-enabled && aws dynamodb delete-table ${at}`;
        found.push({ kind: "table", name, why: whyRetained(scene), command });
      }
    return found;
  });
}

/** Claim buckets that a stack of this name left. */
export function leftBuckets(scene: OrphanScene): Promise<readonly Orphan[]> {
  const { clients, stackName, owned, region } = scene;
  return askAws("look for buckets of former stacks", async () => {
    const found: Orphan[] = [];
    for await (const { Buckets = [] } of paginateListBuckets({ client: clients.s3 }, {}))
      for (const { Name = "" } of Buckets) {
        if (owned.has(Name) || !isNameOfStack(Name, stackName, [ids.bucket, ids.balancerLogs])) continue;
        const command = `aws s3 rb s3://${Name} --force --region ${region}`;
        found.push({ kind: "bucket", name: Name, why: whyRetained(scene), command });
      }
    return found;
  });
}
