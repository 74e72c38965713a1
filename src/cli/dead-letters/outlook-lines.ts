import type { LetterResult, RedriveOutlook } from "../../operate/dead-letters.ts";
import { showNumber } from "../text/show-time.ts";

const eventsWord = (count: number): string => `${showNumber(count)} event${count === 1 ? "" : "s"}`;

function knownLines({ letters, events, failures, buses, subscriptions }: RedriveOutlook): readonly string[] {
  const on = buses.map(({ bus }) => bus).join(", ");
  const codes = failures.map(({ code, count }) => `${code} ${showNumber(count)}`).join(", ");
  const told: readonly (readonly [number, string])[] = [
    [letters.publish, `would be published: ${eventsWord(events)} on ${on}`],
    [letters.duplicate, "would be left out: all of their events were published before"],
    [letters.dropped, "would be dropped: the source's `accept` refuses their events"],
    [letters.fail, `would fail again: ${codes}`],
    [letters.unknown, "can only be judged by EventBridge"],
  ];
  const got = subscriptions.map(({ name, events: count }) => `${name} ${showNumber(count)}`).join(", ");
  return [
    ...told.filter(([count]) => count > 0).map(([count, what]) => `${showNumber(count)} ${what}.`),
    ...(got === "" ? [] : [`Subscriptions: ${got}.`]),
  ];
}

/** What a redrive would do, in lines for people; none where it was not asked for. */
export function outlookLines({ outlook, outlookNote }: LetterResult): readonly string[] {
  if (outlook) return knownLines(outlook);
  return outlookNote === undefined ? [] : [outlookNote];
}
