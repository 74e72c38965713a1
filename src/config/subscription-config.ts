import type { Entity } from "../core/words/entities.ts";
import type { Action } from "../core/words/vocabulary.ts";

/** One value, or several of which one must hold. */
type OneOrMore<Value extends string = string> = Value | readonly Value[];

/** Which events of a bus a subscription takes: all of its parts must hold. */
export interface EventFilter {
  /** `detail.type`: `com.github.issues.opened`, or `com.stripe.invoice.*` for all that begin so. */
  readonly type?: OneOrMore;
  readonly entity?: OneOrMore<Entity>;
  readonly action?: OneOrMore<Action>;
  /** Names of sources. */
  readonly bridgesource?: OneOrMore;
  readonly subject?: OneOrMore;
  /** A part of an event pattern over the payload: `{ repository: { full_name: [{ prefix: "acme/" }] } }`. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A consumer of a bus. */
export interface SubscriptionConfig<Bus extends string> extends SubscriptionTargets {
  readonly bus: Bus;
  /** Which events. This or `pattern`. */
  readonly on?: EventFilter | "everything";
  /** An event pattern of EventBridge in place of `on`. */
  readonly pattern?: Readonly<Record<string, unknown>>;
  /** True takes names that the vendor's list of events does not have. */
  readonly unlisted?: boolean;
  /** What the target gets in place of the event. Not for `function` and `forward`. */
  readonly input?: string | { readonly template: string; readonly paths: Readonly<Record<string, string>> };
  /** True lets its events wait. */
  readonly paused?: boolean;
}

/** Who gets the events: exactly one of these. */
interface SubscriptionTargets {
  /** Path of a module that exports `handler`, or that with its settings. It gets a queue of its own. */
  readonly function?: string | FunctionSettings;
  /** Hours for which a function's failed messages are tried again. Default: 4. */
  readonly keepTryingHours?: number;
  /** `{}`: a queue that somebody else reads. */
  readonly queue?: Readonly<Record<string, never>>;
  /** Path of a state machine's definition (ASL as JSON), or that with its settings. */
  readonly stateMachine?: string | StateMachineSettings;
  /** ARN of another bus. */
  readonly forward?: string;
  /** ARN of whatever else EventBridge can call, or that with the role by which it is called. */
  readonly target?: string | { readonly arn: string; readonly role?: string };
}

/** A state machine with its settings. */
export interface StateMachineSettings {
  readonly file: string;
  /** Express in place of standard. Default: false. */
  readonly express?: boolean;
  /** ARN of the role that it has. Default: a role is made of what its tasks call. */
  readonly role?: string;
}

/** A function with its settings. */
export interface FunctionSettings {
  readonly file: string;
  /** Messages of one call. Default: 10. */
  readonly batchSize?: number;
  /** Default: 256. */
  readonly memoryMb?: number;
  /** Default: 30. */
  readonly timeoutSeconds?: number;
  readonly maxConcurrency?: number;
  readonly environment?: Readonly<Record<string, string>>;
}
