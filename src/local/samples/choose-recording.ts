import { similarNames } from "../../core/text/similar-names.ts";
import type { RecordedDelivery } from "../../recorded/fixtures.ts";
import { mostTelling } from "../../recorded/most-telling.ts";

/** Vendor's name of a recorded request's first event; its own name where it carries none. */
export const firstEventName = ({ events: [event], name }: RecordedDelivery): string => event?.type ?? name;

/** The recorded requests that can be sent: their names, and the vendor's names of their first events. */
export const sampleNames = (
  recordings: readonly RecordedDelivery[],
): readonly { readonly name: string; readonly event: string }[] =>
  recordings.map((recording) => ({ name: recording.name, event: firstEventName(recording) }));

/** True for the name of an event, with a `*` at its end for every one that begins so. */
function isWanted(wanted: string, name: string): boolean {
  return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

/** The recorded requests with an event of this name. */
function ofEvent(recordings: readonly RecordedDelivery[], wanted: string): readonly RecordedDelivery[] {
  const first = recordings.filter((recording) => isWanted(wanted, firstEventName(recording)));
  return first.length > 0
    ? first
    : recordings.filter(({ events }) => events.some(({ type }) => isWanted(wanted, type)));
}

/**
 * The recorded request that an order means: of its name, or with an event of that name; by default the one that shows most.
 * @returns the names that there are, where none is meant
 */
export function chooseRecording(
  recordings: readonly RecordedDelivery[],
  wanted: string | undefined,
): RecordedDelivery | string {
  const [first] = recordings;
  if (wanted === undefined) return mostTelling(recordings) ?? first ?? "nothing is recorded";
  const named = recordings.find(({ name }) => name === wanted);
  const found = named ?? mostTelling(ofEvent(recordings, wanted));
  if (found) return found;
  const names = [...new Set(recordings.flatMap((one) => [firstEventName(one), one.name]))];
  const similar = similarNames(wanted, names);
  const events = [...new Set(recordings.map(firstEventName))];
  return similar.length > 0 ? `similar: ${similar.join(", ")}` : `there are: ${events.join(", ")}`;
}
