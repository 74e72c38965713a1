import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { askAws } from "../../ask-aws.ts";
import type { DeployedContext, DeployedQueue } from "../../context.ts";
import { readersOf } from "../../subscriptions/consumer-queue.ts";
import type { DeployedSubject } from "../subject.ts";

const arnOfQueue = ({ partition, region, account }: DeployedContext, { url }: DeployedQueue): string =>
  `arn:${partition}:sqs:${region}:${account}:${url.slice(url.lastIndexOf("/") + 1)}`;

async function unreadQueue(
  context: DeployedContext,
  queue: DeployedQueue,
): Promise<readonly DoctorFinding[]> {
  const readers = await readersOf(context, arnOfQueue(context, queue));
  if (readers.some(({ enabled }) => enabled)) return [];
  const why =
    readers.length === 0
      ? "has no event source mapping"
      : "is switched off (its event source mapping is disabled)";
  return [
    {
      level: "bad",
      text: `Nothing reads the queue ${queue.name}: the function ${why}. Deliveries wait there, 14 days at most.`,
      remedy:
        readers.length === 0
          ? "Deploy again: the stack makes the mapping."
          : `Enable the mapping: aws lambda update-event-source-mapping --uuid ${readers[0]?.id} --enabled`,
    },
  ];
}

/** Queues of the bridge that no function reads. */
export const readersCheck: DoctorCheck<DeployedSubject> = {
  name: "publishing",
  about: "whether the functions read the queues",
  async run({ context }) {
    const found = await askAws("read what calls the functions", () =>
      Promise.all(context.queues.map((queue) => unreadQueue(context, queue))),
    );
    return found.flat();
  },
};
