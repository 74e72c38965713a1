import type { Lambda } from "../../lambda/lambda.ts";
import { startQueuePoller } from "../../lambda/queue-poller.ts";
import { joinDeadLetters } from "../dead-letters/all-letters.ts";
import { type DeadLetters, watchDeadLetters } from "../dead-letters/dead-letters.ts";
import type { JournalWriter } from "../journal/journal-writer.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { StopList } from "./stop-list.ts";

/** What reads the queues. */
export interface QueuesOptions {
  readonly workspace: Workspace;
  readonly publish: Lambda;
  readonly writer: JournalWriter;
  /** The dead letters of subscriptions. */
  readonly ofSubscriptions: ReadonlyMap<string, DeadLetters>;
  readonly onFailure: (error: unknown) => void;
}

/** Time to empty the queue at the end. The next run publishes what is left. */
const drainMs = 5000;

/** The embedded queues have no other reader, so shown letters can stay in flight for SQS's maximum of 12 hours. */
export const holdSeconds = { embedded: 43_200, shared: 30 } as const;

/** Starts watching the dead-letter queues and polling the delivery queues. */
export function startQueues(options: QueuesOptions, started: StopList): DeadLetters {
  const { publish, writer, onFailure } = options;
  const { resources, clients, cloud } = options.workspace;
  const pairs = [resources, ...(resources.ordered ? [resources.ordered] : [])];
  const own = watchDeadLetters({
    sqs: clients.sqs,
    pairs,
    holdSeconds: cloud.embedded ? holdSeconds.embedded : holdSeconds.shared,
    onLetter: writer.deadLetter,
    onDone: writer.letterGone,
    onFailure,
  });
  const deadLetters = joinDeadLetters(own, options.ofSubscriptions);
  started.add(deadLetters.close);
  const { sqs } = clients;
  const { region } = cloud;
  // One batch at a time: two would not see each other's events in the ledger, and equal deliveries would be published twice.
  const pollers = pairs.map(({ queue }) =>
    startQueuePoller({
      sqs,
      queue,
      region,
      lambda: publish,
      concurrency: 1,
      onBatch: writer.taken,
      onFailure,
    }),
  );
  started.add(() => Promise.all(pollers.map((poller) => poller.stop(drainMs))));
  return deadLetters;
}
