import type { RequestRow } from "./requests.ts";

/** Where a bridge runs. */
export interface BridgePlace {
  readonly kind: "local" | "stage";
  readonly name: string;
  /** `local`, or the stage of a deployment. */
  readonly stage: string;
  readonly region?: string;
  readonly account?: string;
  /** What vendors call, before `/hooks/`. */
  readonly url: string;
  /** Version of Hookbridge that runs there. */
  readonly version?: string;
  /** False refuses whatever changes something. */
  readonly mayWrite: boolean;
  /** What its configuration would change if it began anew, as a part of a sentence; undefined where it runs with the newest. */
  readonly outdated?: string | undefined;
  /** Only of the bridge on this machine: its EventBridge, which takes PutEvents. A bus is called `<busPrefix><name>` there. */
  readonly eventBridge?: { readonly url: string; readonly region: string; readonly busPrefix: string };
}

/** What a source is doing. */
export type SourceCondition =
  | "receiving"
  | "waiting-for-first"
  | "refused"
  | "silent"
  | "no-secret"
  | "waiting-for-pairing";

/** A source, in a list. Nothing of its secrets but how many there are. */
export interface SourceRow {
  readonly name: string;
  readonly provider: { readonly id: string; readonly name: string };
  /** null where a function picks the bus for each event. */
  readonly bus: string | null;
  readonly url: string;
  readonly condition: SourceCondition;
  /** Undefined where they may not be read. */
  readonly secrets?: number;
  readonly lastAccepted?: RequestRow;
  readonly lastRefused?: RequestRow;
  readonly lastHandshake?: RequestRow;
  /** Requests of the last hour. At a stage, refused are those that failed authentication or were too large: metrics count no others. */
  readonly lastHour?: { readonly accepted: number; readonly refused: number };
}

/** One source with what its vendor needs. */
export interface SourceDetail extends SourceRow {
  /** Steps in the vendor's console, in order. */
  readonly steps: readonly string[];
  /** Its signature in words. */
  readonly signature: readonly string[];
  readonly deadlineSeconds?: number;
  readonly accept?: readonly string[];
  readonly redact?: readonly string[];
  /** Recorded requests of the provider that `send` can send, by vendor's event name. */
  readonly samples: readonly SampleName[];
  /** What is set up at the vendor, and what is known of it. */
  readonly setup?: SourceSetup;
  /** Key by which deliveries keep their order. */
  readonly order?: string;
  /** Which secrets its deliveries matched last. Absent where that is not noted. */
  readonly secretUse?: SecretMatches;
}

/** When deliveries matched a source's secrets last: ISO 8601, UTC. */
export interface SecretMatches {
  readonly newestAt?: string;
  readonly olderAt?: string;
}

/** A source's provider, for the one who sets it up. Code in texts is between backticks. */
export interface SourceSetup {
  /** Where in the vendor's console the URL is set. */
  readonly where: string;
  /** Where its secret comes from. */
  readonly secret: "issued-by-provider" | "chosen-by-you" | "handed-over" | "public-key" | "identifier";
  readonly note?: string;
  /** Roles of its secrets, where there are several kinds. */
  readonly roles: readonly string[];
  /** URL of the vendor's page. */
  readonly docs: string;
  /** What the verification was checked against. */
  readonly evidence?: string;
  readonly handshakes: readonly string[];
  /** Whether the vendor tries again, and for how long. */
  readonly triesAgain: string;
  /** False where only the vendor has the key that signs. */
  readonly canSign?: boolean;
}

/** A recorded request of a provider. */
export interface SampleName {
  readonly name: string;
  /** Vendor's name of its first event. */
  readonly event: string;
  /** Bytes of its body. */
  readonly bytes?: number;
}

/** A recorded request, to be changed before it is signed and sent. */
export interface RecordedSample extends SampleName {
  /** Its body; absent where it is no text. */
  readonly body?: string;
  /** What made its signature, in words. */
  readonly witness: string;
}

/** What something is about that a person should look at, so that a page can lead there. */
export interface AttentionSubject {
  readonly kind: "refused" | "failed" | "deadline" | "secret" | "queue" | "dead-letters" | "alarm" | "stack";
  /** Name of the source. */
  readonly source?: string;
  /** Reason or code, as in docs/errors.md. */
  readonly reason?: string;
  /** Id of the newest request of this kind. */
  readonly request?: string;
}

/** Something that a person should look at. */
export interface Attention {
  readonly level: "bad" | "warn";
  readonly about?: AttentionSubject;
  /** A sentence. */
  readonly text: string;
  readonly since?: string;
  /** The command that shows more or fixes it. */
  readonly command?: string;
}

/** Deliveries between `receive` and `publish`. */
export interface QueueFigures {
  /** Now. */
  readonly waiting: number;
  readonly oldestSeconds?: number;
  /** The most in each step of the range, in equal steps. Undefined: not measured. */
  readonly series?: readonly {
    readonly at: string;
    readonly waiting?: number;
    readonly oldestSeconds?: number;
  }[];
  /** Age of the oldest from which it needs attention. */
  readonly lateSeconds?: number;
  /** Names of the queues. */
  readonly names?: readonly string[];
}

/** Figures of a time range. Undefined: not measured here. */
export interface Overview {
  readonly from: string;
  readonly to: string;
  readonly attention: readonly Attention[];
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  readonly published: number;
  readonly duplicates: number;
  /** In the dead-letter queues now. */
  readonly deadLetters: number;
  readonly queue: QueueFigures;
  /** Time from receipt until its events were on their bus, at p99, in ms. Of the worst day where the range is longer. */
  readonly publishP99Ms?: number;
  /** Requests by time, in equal steps. */
  readonly series: readonly { readonly at: string; readonly accepted: number; readonly refused: number }[];
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    /** The sources that were asked for. */
    readonly sources?: readonly string[];
  }[];
  /** Time to the answer by source, the worst share of the vendor's deadline first. */
  readonly answers: readonly {
    readonly source: string;
    readonly p50Ms?: number;
    readonly p99Ms?: number;
    readonly deadlineSeconds?: number;
  }[];
  /** How many of the stack's alarms are on. */
  readonly alarms?: { readonly on: number; readonly all: number };
  /** How late the figures may be. */
  readonly note?: string;
}

/** What to sign and send to a source. */
export interface SampleOrder {
  /** Vendor's event name, or the name of a recorded request; default: the one that shows most. */
  readonly event?: string;
  /** JSON texts by pointer into the body: `{"/data/object/id": "\"in_1\""}`. */
  readonly set?: Readonly<Record<string, string>>;
  /** The whole body in place of the recorded one, as text. */
  readonly body?: string;
  /** True keeps the recorded ids and times; default: each sample is a new event. */
  readonly asRecorded?: boolean;
}

/** What was sent, and the answer; or why nothing was. */
export type SampleAnswer =
  | {
      readonly sent: true;
      readonly status: number;
      /** `dlv_…` of an accepted one. */
      readonly id: string | null;
      /** Vendor's name of its first event. */
      readonly event: string;
      /** Name of the recorded request; absent for one that is made up from the provider's file. */
      readonly recorded?: string;
      /** What to know of it: that it is made up, or that a second one would be a duplicate. */
      readonly note?: string;
    }
  | {
      readonly sent: false;
      /** A sentence. */
      readonly reason: string;
      /** What to do instead, as a sentence with its command. */
      readonly remedy?: string;
    };

/** A consumer of a bus, as far as the bridge knows of it. */
export interface SubscriptionRow {
  readonly name: string;
  readonly bus: string;
  readonly state: "healthy" | "behind" | "failing" | "paused";
  readonly target: string;
  /** The rule's pattern as JSON text. */
  readonly pattern?: string;
  readonly backlog?: number;
  /** Age of the oldest event that waits for its target. */
  readonly oldestSeconds?: number;
  /** Events that matched its pattern in the last hour. */
  readonly matched?: number;
  /** Events on which its target fails: those that are tried again, and those that were given up in the last hour. Of a deployed bridge, what EventBridge gave up. */
  readonly failed?: number;
  /** The last of these failures, where it is known. */
  readonly lastError?: { readonly at: string; readonly reason: string };
  readonly deadLetters?: number;
  /** False where only the rule can be switched off, which loses events. */
  readonly hasQueue: boolean;
  /** What keeps it from running, as a part of a sentence: its code can't be loaded, or nothing plays its target here. */
  readonly note?: string;
}
