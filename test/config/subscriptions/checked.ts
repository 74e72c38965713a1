import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { Subscription } from "../../../src/core/subscription.ts";
import { github } from "../../../src/providers/index.ts";

export const sources = { "acme-github": { provider: github, bus: "events" } } as const;
export const central = { arn: "arn:aws:events:eu-west-1:444455556666:event-bus/central" };
const buses = { events: {}, other: { archiveDays: 3, discoverSchemas: true }, central };

/** Subscriptions as in a file that no compiler has read. */
export function bridgeWith(subscriptions: object): ReadonlyMap<string, Subscription> {
  return defineBridge({ buses, sources, subscriptions: subscriptions as Record<string, never> })
    .subscriptions;
}

/** A subscription with these changes. */
export const checkedWith = (changes: object): Subscription | undefined =>
  bridgeWith({ builds: { bus: "events", on: { type: "com.github.push" }, queue: {}, ...changes } }).get(
    "builds",
  );

/** What is refused, with its message and its remedy. */
export type Refusal = readonly [what: string, changes: object, message: RegExp, remedy: RegExp];
