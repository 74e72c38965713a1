import type { Bridge } from "../../src/config/define-bridge.ts";
import type { Message, Queue } from "./queue.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type PairName = "plain" | "ordered" | "buffer";

/** A queue, and where what was tried too often goes. */
export interface Pair {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** One run of a function by one execution environment. */
export interface Invocation {
  readonly id: number;
  /** When the ledger was asked for a key, in the order of things. */
  readonly readAt: Map<string, number>;
  /** What EventBridge accepted from it. */
  readonly accepted: Accepted[];
  /** The ledger refused to be written, in whole or in part. */
  writeFailed: boolean;
  /** The environment was killed or frozen for good before it had ended. */
  dead: boolean;
  /** A call of it will never be answered. */
  frozen: boolean;
  ended: boolean;
}

/** One entry that EventBridge accepted. */
export interface Accepted {
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  /** CloudEvents id. */
  readonly id: string;
  readonly bridgesource: string;
  /** The value of `unique` in the payload, where the vendors of this simulation put one. */
  readonly unique: string | undefined;
  readonly at: number;
  readonly by: Invocation;
  /** When the ledger had last been asked for its keys: what keeps its order is asked for one after another. */
  readonly readAt: ReadonlyMap<string, number>;
  /** When the ledger learned of it, in the order of things. */
  recordedAt?: number;
  /** A fault that explains why it was not recorded, or put again. */
  excuse?: string;
}

/** Everything that the bridge's world remembers. */
export interface Cloud {
  readonly time: VirtualTime;
  /** A number that grows with every call: what happens in one millisecond has an order as well. */
  readonly order: () => number;
  /** The delivery queue, the one for sources that keep an order, and that of requests which nobody has verified yet. */
  readonly pairs: Readonly<Record<PairName, Pair>>;
  /** Ledger: key → expiry in Unix seconds. */
  readonly table: Map<string, number>;
  readonly objects: Map<string, Uint8Array>;
  /** SSM parameters by full name. */
  readonly parameters: Map<string, string>;
  readonly bus: Accepted[];
  /** Accepted entries by ledger key. */
  readonly byKey: Map<string, Accepted[]>;
  /** Accepted entries by the vendor's own id. */
  readonly byUnique: Map<string, Accepted[]>;
  /** Ids of deliveries that ever were in the queue. */
  readonly durable: Set<string>;
  /** When a vendor's event was first safe in the queue that keeps an order, in the order of things, by the vendor's own id. */
  readonly placeInLine: Map<string, number>;
  /** Vendor's ids whose delivery left its place in line: it was a dead letter. */
  readonly outOfLine: Set<string>;
  /** The configuration with which environments start. */
  deployed: Bridge;
  /** Vendor's ids of events that the configuration did not accept when they were published. */
  readonly dropped: Set<string>;
  /** When there was no such source. */
  readonly absences: { readonly source: string; readonly from: number; readonly until: number }[];
  /** When the functions' clock was wrong. */
  readonly clockOff: (readonly [number, number])[];
  /** What was found wrong while it happened. */
  readonly violations: string[];
}

/** Names under which the functions find the world. */
export const places = {
  queueUrl: "https://sqs.us-east-1.amazonaws.com/000000000000/deliveries",
  deadLetterQueueUrl: "https://sqs.us-east-1.amazonaws.com/000000000000/dead-letters",
  orderedQueueUrl: "https://sqs.us-east-1.amazonaws.com/000000000000/ordered.fifo",
  orderedDeadLetterQueueUrl: "https://sqs.us-east-1.amazonaws.com/000000000000/ordered-dead-letters.fifo",
  table: "ledger",
  bucket: "claims-bucket",
  busPrefix: "sim-",
  parameterPrefix: "/hookbridge/sim",
  metricsNamespace: "Hookbridge/sim",
  metrics: "by-source",
  acceptedShare: 1,
} as const;

/** Every message that waits anywhere. */
export const lettersIn = ({ pairs }: Cloud): readonly Message[] =>
  Object.values(pairs).flatMap(({ queue, deadLetters }) => [
    ...queue.all.values(),
    ...deadLetters.all.values(),
  ]);
