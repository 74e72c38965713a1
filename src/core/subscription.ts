/** A consumer of a bus, as bridge.config.ts has it after its checks. One subscription is one rule with one target. */
export interface Subscription {
  readonly name: string;
  /** Name of its bus in bridge.config.ts. */
  readonly bus: string;
  /** The event pattern of its rule, as JSON text. */
  readonly pattern: string;
  readonly target: SubscriptionTarget;
  /** What the target gets in place of the event; only for targets that EventBridge calls itself. */
  readonly input?: SubscriptionInput;
  /** True deploys it without letting it take events: what matches waits in its queue, where it has one. */
  readonly paused: boolean;
  /** True where its pattern may ask for names that the vendor's list of events does not have. */
  readonly unlisted?: true;
}

/** What gets the events of a subscription. */
export type SubscriptionTarget =
  | FunctionTarget
  /** A queue that the user reads. */
  | { readonly kind: "queue" }
  | MachineTarget
  /** Another bus, also of another account or region. */
  | { readonly kind: "forward"; readonly arn: string }
  /** Whatever else EventBridge can call. @param role made for it where there is none and the target needs one */
  | { readonly kind: "arn"; readonly arn: string; readonly role?: string };

/** A state machine of the stack. */
export interface MachineTarget {
  readonly kind: "state-machine";
  /** Path of its definition (ASL as JSON) beside bridge.config.ts. */
  readonly file: string;
  readonly express: boolean;
  /** ARN of the role that it has; undefined: one is made of what its tasks call. */
  readonly role?: string;
}

/** A function of the stack, which always has a queue of its own. */
export interface FunctionTarget {
  readonly kind: "function";
  /** Path of its module beside bridge.config.ts, which exports `handler`. */
  readonly file: string;
  /** How long a message that fails is tried again: up to 336. */
  readonly keepTryingHours: number;
  /** Messages of one call: 1 to 10. */
  readonly batchSize: number;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** At most so many calls at a time; undefined: as many as the account allows. */
  readonly maxConcurrency?: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** As EventBridge's input transformer takes it. */
export type SubscriptionInput =
  /** A part of the event, as a JSON path: `$.detail`. */
  | { readonly path: string }
  /** A text with `<name>` for each of `paths`. */
  | { readonly template: string; readonly paths: Readonly<Record<string, string>> };
