/** What cases of alarms are made of. */
import { physicalName, type SimulatedCloudWatch } from "./simulated-cloudwatch.ts";
import { receiveLine, unknownSourceLine } from "./written-lines.ts";

type Happening = (cloudwatch: SimulatedCloudWatch) => void | Promise<void>;

/** What raises an alarm and what does not. Both happen from `start` on, within `minutes`. */
export interface AlarmCase {
  readonly raises: Happening;
  readonly leavesAlone: Happening;
  /** Default an hour. */
  readonly minutes?: number;
}

/** Unix seconds at which everything begins. */
export const start = 1_796_040_000;
export const minute = 60;
export const hour = 3_600;
export const day = 86_400;

export type Name = readonly [string, string, Readonly<Record<string, string>>];

/** A metric that has a value each minute, from one minute until before another. */
export function each(
  cloudwatch: SimulatedCloudWatch,
  name: Name,
  value: number,
  [from, until] = [0, 60],
): void {
  for (let at = from; at < until; at += 1) cloudwatch.put(name, start + at * minute, value);
}

export const lambda = (name: string, id: string): Name => [
  "AWS/Lambda",
  name,
  { FunctionName: physicalName(id) },
];
export const depth = (queue: string): Name => [
  "AWS/SQS",
  "ApproximateNumberOfMessagesVisible",
  { QueueName: physicalName(queue) },
];
export const age = (queue: string): Name => [
  "AWS/SQS",
  "ApproximateAgeOfOldestMessage",
  { QueueName: physicalName(queue) },
];

/** One value of a counter raises it; none, or a zero, leaves it alone. */
export const counted = (name: Name): AlarmCase => ({
  raises: (cloudwatch) => cloudwatch.put(name, start + 60, 1),
  leavesAlone: (cloudwatch) => each(cloudwatch, name, 0),
});

/** Seconds of age above and at a threshold. */
export const aged = (queue: string, seconds: number): AlarmCase => ({
  raises: (cloudwatch) => each(cloudwatch, age(queue), seconds + 1),
  leavesAlone: (cloudwatch) => each(cloudwatch, age(queue), seconds),
});

/** The three alarms of a dead-letter queue. */
export const deadLetters = (queue: string, kind: string): Readonly<Record<string, AlarmCase>> => ({
  [`${kind}DeadLettersAlarm`]: {
    raises: (cloudwatch) => each(cloudwatch, depth(queue), 1),
    leavesAlone: (cloudwatch) => each(cloudwatch, depth(queue), 0),
  },
  [`${kind}DeadLettersArrivingAlarm`]: {
    // The second letter, while the first one still lies there. SQS counts neither as sent.
    raises: (cloudwatch) => {
      each(cloudwatch, depth(queue), 1, [-60, 20]);
      each(cloudwatch, depth(queue), 2, [20, 60]);
    },
    leavesAlone: (cloudwatch) => {
      each(cloudwatch, depth(queue), 3, [-60, 20]);
      each(cloudwatch, depth(queue), 1, [20, 60]);
    },
  },
  [`Oldest${kind}DeadLetterAlarm`]: aged(queue, 10 * day),
});

/** A log line each `seconds`, from one second until another. */
export async function logged(
  cloudwatch: SimulatedCloudWatch,
  [log, line]: readonly [string, string],
  [from, until, seconds]: readonly [number, number, number],
): Promise<void> {
  for (let at = from; at < until; at += seconds) await cloudwatch.log(log, line, start + at);
}

export const [receiveLog, publishLog, apiLog] = ["ReceiveLogGroup", "PublishLogGroup", "HttpApiLogGroup"];
export const refused = { outcome: "rejected", status: 401, code: "unauthorized" } as const;
export const wrongSecret = receiveLine({ ...refused, reason: "signature-mismatch" });
export const unknownUrl = unknownSourceLine();
export const failedLine = receiveLine({
  outcome: "failed",
  status: 503,
  code: "queue-failed",
});
/** A 503 that a stranger can have, and that is no failure. */
export const strangersKey = receiveLine({
  outcome: "rejected",
  status: 503,
  code: "key-not-fetched",
  reason: "key-not-fetched",
});

/** Twenty-one and twenty lines within five minutes. */
export const overTwenty: readonly [number, number, number] = [0, 21 * 10, 10];
export const twenty: readonly [number, number, number] = [0, 20 * 10, 10];
