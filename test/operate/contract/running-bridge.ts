/**
 * What any implementation of RunningBridge must do, whatever it stands on: the fake one, the one on this machine over its API, a deployed one.
 * The bridge must have accepted at least ten deliveries of two sources, and refused at least two requests. Of its dead letters, at least three, one
 * has another source than the others.
 */
import { afterAll, beforeAll, describe } from "vitest";
import {
  describeDeadLetters,
  describeDetails,
  describeEvents,
  describeEventTexts,
  describeStream,
} from "./behaviours.ts";
import { describeFilters, describeList } from "./lists.ts";
import type { ContractSubject } from "./subject.ts";

export type { ContractSubject } from "./subject.ts";

/** What a kind of bridge has not: a deployed one keeps no text of events, which only archives and lakes have. */
export type Lacking = "event-texts" | "dead-letters" | "stream";

/**
 * Tries a bridge. `open` starts or reaches one.
 * @param lacking what is not tried, because this kind of bridge, or what stands behind it in this test, has it not
 */
export function describeRunningBridge(
  name: string,
  open: () => Promise<ContractSubject>,
  lacking: readonly Lacking[] = [],
): void {
  describe(name, () => {
    let opened: ContractSubject;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    const subject = (): ContractSubject => opened;
    describeList("requests", subject, (bridge) => (query) => bridge.requests(query));
    describeFilters(subject);
    describeDetails(subject);
    describeList("events", subject, (bridge) => (query) => bridge.events(query));
    describeEvents(subject);
    if (!lacking.includes("event-texts")) describeEventTexts(subject);
    if (!lacking.includes("dead-letters")) describeDeadLetters(subject);
    if (!lacking.includes("stream")) describeStream(subject);
  });
}
