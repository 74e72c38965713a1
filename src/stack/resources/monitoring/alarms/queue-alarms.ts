import { type Deployment, ids, isBuffered, isOrdered } from "../../../deployment.ts";
import { getAtt } from "../../../template.ts";
import { functionLog, type Look, lastHours } from "./advice.ts";
import type { Alarm, Metric } from "./alarm.ts";

/** Age in seconds of the oldest waiting message. */
const defaultOldestSeconds = 900;

/** Ten days: four are left of the fourteen that SQS keeps a message. */
const oldDeadLetterSeconds = 10 * 24 * 3_600;

const queueMetric = (
  queue: string,
  name: "ApproximateNumberOfMessagesVisible" | "ApproximateAgeOfOldestMessage",
): Metric => ({
  namespace: "AWS/SQS",
  name,
  dimensions: { QueueName: getAtt(queue, "QueueName") },
  statistic: "Maximum",
});

/** A dead-letter queue. */
interface DeadLetterTexts {
  /** Logical id. */
  readonly queue: string;
  /** Part of the alarms' ids: `Ordered`, or nothing. */
  readonly kind: string;
  /** What the letters are. */
  readonly what: string;
  readonly cause: string;
  readonly remedy: string;
  readonly look: Look;
}

/** Shows a dead letter with its attributes, and leaves it where it is. */
export const showDeadLetter = (queue: string): Look => ({
  command: `aws sqs receive-message --queue-url \${${queue}} --attribute-names All --message-attribute-names All --visibility-timeout 0`,
});

/** The alarms of a dead-letter queue: letters wait, letters came, letters will be lost. */
export const deadLetterAlarms = ({
  queue,
  kind,
  what,
  cause,
  remedy,
  look,
}: DeadLetterTexts): readonly Alarm[] => [
  {
    id: `${kind}DeadLettersAlarm`,
    what: `${what} are in the dead-letter queue`,
    cause,
    remedy,
    look,
    blindSpot: `It stays on until the queue is empty: ${kind}DeadLettersArrivingAlarm tells of further ones`,
    metrics: { m1: queueMetric(queue, "ApproximateNumberOfMessagesVisible") },
  },
  {
    // SQS does not count what it moves itself as sent, so arrivals are seen by the queue's growth.
    id: `${kind}DeadLettersArrivingAlarm`,
    what: `${what} came into the dead-letter queue`,
    cause,
    remedy,
    look,
    blindSpot:
      "Arrivals while as many letters are redriven or deleted in the same five minutes. It sends no message when it ends",
    metrics: { m1: queueMetric(queue, "ApproximateNumberOfMessagesVisible") },
    expression: "DIFF(FILL(m1, 0))",
    endsSilently: true,
  },
  {
    id: `Oldest${kind}DeadLetterAlarm`,
    what: "A dead letter is ten days old; SQS deletes it after fourteen",
    cause: "nobody redrove it or decided against it",
    remedy: "redrive it, or save it and delete it",
    look: { command: redriveCommand(queue) },
    blindSpot:
      "SQS counts the age from the move to this queue, but the fourteen days of a standard queue from the message's arrival: " +
      "what waited long before has less time",
    metrics: { m1: queueMetric(queue, "ApproximateAgeOfOldestMessage") },
    threshold: oldDeadLetterSeconds,
  },
];

/** The queue that a dead-letter queue belongs to; of the forwarded events', none. */
const redriveTargets: Readonly<Record<string, string>> = {
  [ids.deadLetters]: ids.queue,
  [ids.orderedDeadLetters]: ids.orderedQueue,
  [ids.bufferDeadLetters]: ids.buffer,
};

/** Moves dead letters back. What `publish` parked itself has no queue to which SQS would move it, so the target is named. */
function redriveCommand(queue: string): string {
  const target = redriveTargets[queue];
  if (target === undefined) return `aws sqs receive-message --queue-url \${${queue}} --visibility-timeout 0`;
  return `aws sqs start-message-move-task --source-arn \${${queue}.Arn} --destination-arn \${${target}.Arn}`;
}

const parkedLook = (deployment: Deployment): Look => ({
  log: functionLog(deployment, "publish"),
  query:
    'filter outcome in ["parked", "deferred"] | stats count(*) as deliveries, latest(reason) as last by source, code | sort deliveries desc',
});

function deliveryDeadLetters(deployment: Deployment, queue: string, kind: string): readonly Alarm[] {
  return deadLetterAlarms({
    queue,
    kind,
    what: `Deliveries${kind ? " of ordered sources" : ""} that could not be published`,
    cause: "a source that was removed, an event that EventBridge refuses, or a permission that is missing",
    remedy:
      `\`npx hookbridge dead-letters list --by-cause --stage ${deployment.stage}\` says what to do about each cause; then ` +
      `\`npx hookbridge dead-letters redrive --stage ${deployment.stage}\``,
    look: parkedLook(deployment),
  });
}

function bufferDeadLetters(deployment: Deployment): readonly Alarm[] {
  return deadLetterAlarms({
    queue: ids.bufferDeadLetters,
    kind: "Buffer",
    what: "Requests that could not be verified for a fault of ours",
    cause: "a secret that is missing or can't be read",
    remedy:
      `\`npx hookbridge dead-letters list --queue buffer --stage ${deployment.stage}\`, fix the cause that \`code\` names ` +
      `(docs/errors.md), then \`npx hookbridge dead-letters redrive --queue buffer --stage ${deployment.stage}\``,
    look: {
      log: functionLog(deployment, "receive"),
      query:
        'filter outcome = "failed" | stats count(*) as failures, latest(error.message) as sentence by source, code | sort failures desc',
    },
  });
}

/** An alarm on the age of what waits in a queue. */
function oldestAlarm(
  { options }: Deployment,
  queue: string,
  texts: Pick<Alarm, "id" | "what" | "cause" | "remedy">,
): Alarm {
  return {
    ...texts,
    look: lastHours({ namespace: "AWS/SQS", name: "ApproximateAgeOfOldestMessage", statistic: "Maximum" }, [
      `Name=QueueName,Value=\${${queue}.QueueName}`,
    ]),
    blindSpot:
      "Messages that were received three times or more: SQS leaves them out of the age of a standard queue",
    metrics: { m1: queueMetric(queue, "ApproximateAgeOfOldestMessage") },
    threshold: options.alarms?.oldestSeconds ?? defaultOldestSeconds,
  };
}

/** Alarms on what waits in queues. */
export function queueAlarms(deployment: Deployment): readonly Alarm[] {
  const waiting = oldestAlarm(deployment, ids.queue, {
    id: "OldestDeliveryAlarm",
    what: "Deliveries wait too long to be published",
    cause: "EventBridge, the ledger or Lambda throttles, or `publish` fails",
    remedy:
      "look at PublishErrorsAlarm and LedgerThrottlesAlarm, then for `deferred` in the log of `publish`",
  });
  const ordered = isOrdered(deployment)
    ? [
        ...deliveryDeadLetters(deployment, ids.orderedDeadLetters, "Ordered"),
        oldestAlarm(deployment, ids.orderedQueue, {
          id: "OldestOrderedDeliveryAlarm",
          what: "Deliveries of ordered sources wait too long to be published",
          cause: "a delivery fails again and again, and its group waits for it",
          remedy: "look for `deferred` in the log of `publish`, and fix the cause that `code` names",
        }),
      ]
    : [];
  const buffered = isBuffered(deployment)
    ? [
        ...bufferDeadLetters(deployment),
        oldestAlarm(deployment, ids.buffer, {
          id: "OldestBufferedRequestAlarm",
          what: "Requests wait too long to be verified",
          cause: "more came than `queue.maximumConcurrency` batches can verify, or `receive` is throttled",
          remedy: "raise `queue.maximumConcurrency`; look at ReceiveThrottlesAlarm",
        }),
      ]
    : [];
  return [...deliveryDeadLetters(deployment, ids.deadLetters, ""), waiting, ...ordered, ...buffered];
}
