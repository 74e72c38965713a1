import type { Provider } from "../../core/provider.ts";
import type { Source } from "../../core/source.ts";
import { detailOf } from "../../events/envelope.ts";
import { type NormalizedEvent, normalize } from "../../events/normalize.ts";
import { recordedDeliveries } from "../../recorded/fixtures.ts";
import { mostTelling } from "../../recorded/most-telling.ts";
import { receiveRecorded } from "../../recorded/receive-recorded.ts";

/** An event that the bridge makes of a recorded request. */
export interface RecordedEvent {
  /** Name of the fixture. */
  readonly name: string;
  readonly event: NormalizedEvent;
  /** The event's `Detail`. */
  readonly detail: string;
}

/**
 * An event as a provider's deliveries become them: of one of its recorded requests, through the code that runs when deployed. The same for
 * the same files. Undefined where the provider has no recorded delivery that is accepted: its contract says why.
 * @param folder the provider's recorded requests
 */
export async function recordedEvent(provider: Provider, folder: string): Promise<RecordedEvent | undefined> {
  const recording = mostTelling(recordedDeliveries(folder));
  if (!recording) return undefined;
  const source: Source = { name: provider.id, provider, bus: "main", maxBodyBytes: 1_000_000 };
  const { delivery } = await receiveRecorded(source, recording);
  if (!delivery) return undefined;
  const [event] = normalize(delivery, source, new Set(["main"])).events;
  return event && { name: recording.name, event, detail: detailOf(event.envelope, event.payload) };
}
