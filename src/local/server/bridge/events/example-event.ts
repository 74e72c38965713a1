import { detailOf } from "../../../../events/envelope.ts";
import { normalize } from "../../../../events/normalize.ts";
import type { ExampleEvent } from "../../../../operate/events.ts";
import { receiveRecorded } from "../../../../recorded/receive-recorded.ts";
import type { BridgeParts } from "../bridge-parts.ts";

/**
 * What a recorded request of a source's provider would be on its bus, by the code that runs when deployed. Nothing is delivered.
 * @param sample name of the recording
 */
export async function exampleEvent(
  { config, recordings, workspace, now }: BridgeParts,
  name: string,
  sample: string,
): Promise<ExampleEvent | undefined> {
  const source = config.sources.get(name);
  const recording = source && recordings(source).find((one) => one.name === sample);
  if (!source || !recording) return undefined;
  const { delivery } = await receiveRecorded(source, recording);
  const [event] = delivery ? normalize(delivery, source, new Set(config.buses.keys())).events : [];
  if (!event) return undefined;
  const { eventSource, detailType, time, envelope, payload, bus } = event;
  const head = JSON.stringify({
    version: "0",
    id: crypto.randomUUID(),
    "detail-type": detailType,
    source: eventSource,
    account: workspace.resources.account,
    time: `${new Date(Math.min(time.getTime(), now())).toISOString().slice(0, 19)}Z`,
    region: workspace.cloud.region,
    resources: [],
  });
  return { bus, envelope: `${head.slice(0, -1)},"detail":${detailOf(envelope, payload)}}` };
}
