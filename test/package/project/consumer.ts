import { type BridgeEvent, isEvent } from "hookbridge/consumer";
import type Plugin from "hookbridge/serverless";

/** What a consumer says of an event, as a user would write it. */
export function subjectOf(event: unknown): string | undefined {
  return isEvent(event, "com.github.issues.opened") ? event.subject : undefined;
}

export const typeOf = (event: BridgeEvent): string => event.type;

export type OslsPlugin = InstanceType<typeof Plugin>;

// @ts-expect-error: an event of one type is none of another.
export const wrongType = (event: BridgeEvent<"com.github.push">): BridgeEvent<"com.example.ping"> => event;
