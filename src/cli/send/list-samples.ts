import { dirname } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { sampleNames } from "../../local/samples/choose-recording.ts";
import { type RecordedDelivery, recordedDeliveries } from "../../recorded/fixtures.ts";
import { requestsFolder } from "../../recorded/request-files.ts";
import { spelled } from "../program/bridge-command.ts";
import { printData, printJson, printNote } from "../program/output.ts";

/** A source of the configuration. @throws BridgeError `wrong-use` */
export async function configuredSource(name: string, config: string): Promise<Source> {
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  const { sources } = await loadBridge(config);
  const source = sources.get(name);
  if (source) return source;
  const names = [...sources.keys()];
  const similar = similarNames(name, names);
  throw new BridgeError(
    "wrong-use",
    `${config} has no source "${name}".`,
    `Use one of: ${(similar.length > 0 ? similar : names).join(", ")}.`,
  );
}

/** The recorded requests of a source's provider. */
export const recordingsOf = ({ provider }: Source, config: string): readonly RecordedDelivery[] =>
  recordedDeliveries(requestsFolder(dirname(config), provider.id));

/** Prints what can be sent to a source: the vendor's names of events, and the names of the recorded requests. */
export async function listSamples(name: string, config: string, json: boolean): Promise<void> {
  const source = await configuredSource(name, config);
  const samples = sampleNames(recordingsOf(source, config));
  if (json) {
    printJson(samples);
    return;
  }
  const width = Math.max(...samples.map(({ event }) => event.length));
  for (const sample of samples) printData(`${sample.event.padEnd(width)}  ${sample.name}`);
  printNote(
    samples.length > 0
      ? `Send one: ${spelled(`send ${name} --event '${samples[0]?.event}'`)}`
      : `No request of ${source.provider.name} is recorded, so ${spelled(`send ${name}`)} makes one up. Record one: ${spelled(`fixture ${name} <name>`)}`,
  );
}
