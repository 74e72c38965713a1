import type { ErrorCode } from "../../core/errors.ts";

/** A webhook as it came, before anybody has verified it. */
export interface Hook {
  /** Lambda's id of the invocation. */
  readonly requestId: string;
  /** The name in its URL; undefined where the path names none. */
  readonly source: string | undefined;
  /** When it came, in ms since 1970. */
  readonly at: number;
  /** What vendors call now, before `/hooks/`. */
  readonly baseUrl: string;
  readonly method: string;
  /** Path and query, not decoded. */
  readonly target: string;
  /** Name, value, name, value…, as in node:http. */
  readonly rawHeaders: readonly string[];
  /** Undefined where it was too large to be read. */
  readonly body: Uint8Array | undefined;
}

/** Why the gateway itself answered. */
export interface HookFailure {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly remedy: string;
}

/** The answer to a webhook. */
export interface AnsweredHook {
  readonly status: number;
  /** When it was sent, in ms since 1970. */
  readonly at: number;
  /** `x-hookbridge-delivery` of an accepted one. */
  readonly deliveryId?: string;
  /** Where no function has answered. */
  readonly failure?: HookFailure;
}

/** Sees webhooks come and go. */
export interface HookWatch {
  came(hook: Hook): void;
  answered(requestId: string, answer: AnsweredHook): void;
}
