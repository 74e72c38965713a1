import { assumedMs } from "../../src/cost/question.ts";
import { quotas } from "../../src/stack/checks/quotas.ts";
import { defaultThrottle } from "../../src/stack/front-doors/front-door.ts";

/** What stands between a vendor's burst and the bus. Rates are in webhooks a second. */
export interface Limits {
  readonly batchSize: number;
  /** Milliseconds of one batch in `publish`. */
  readonly publishMs: number;
  /**
   * Lambda's SQS poller: concurrent batches at first, added a second, and at most.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly first: number;
  readonly addedPerSecond: number;
  readonly most: number;
  /** PutEvents: entries a second, by region. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  readonly putEvents: number;
}

export const limitsWith = (putEvents: number): Limits => ({
  batchSize: 10,
  publishMs: assumedMs.publishMs,
  first: 5,
  addedPerSecond: 300 / 60,
  most: 1_250,
  putEvents,
});

/** A limit in the order in which a growing load meets them, and what moves it. */
interface Gate {
  readonly what: string;
  readonly perSecond: number;
  readonly moves: string;
}

const gates = (limits: Limits): readonly Gate[] => [
  {
    what: "the stage's throttle",
    perSecond: defaultThrottle.rate,
    moves: "`deployment.frontDoor.throttle`",
  },
  {
    what: "API Gateway's quota",
    perSecond: quotas.requestsPerSecond,
    moves: "Service Quotas, or the front door `function-url`",
  },
  {
    what: "PutEvents quota",
    perSecond: limits.putEvents,
    moves: "Service Quotas, or several regions",
  },
  {
    what: "Lambda's concurrency for receive (1,000 of an account)",
    perSecond: 1_000 / (assumedMs.receiveMs / 1_000),
    moves: "Service Quotas",
  },
  {
    what: "Lambda's pollers at most",
    perSecond: (limits.most * limits.batchSize * 1_000) / limits.publishMs,
    moves: "a batch that takes less time: more memory",
  },
];

/** The limits that a rate exceeds, the lowest first. */
export const exceeded = (rate: number, limits: Limits): readonly Gate[] =>
  gates(limits)
    .filter(({ perSecond }) => rate > perSecond)
    .sort((one, other) => one.perSecond - other.perSecond);
