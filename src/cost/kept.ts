import type { Deployment } from "../stack/deployment.ts";
import { lakesOf } from "../stack/lake/lake-names.ts";
import { shareOfBus, timesPacked } from "./consumers.ts";
import type { Counts } from "./counts.ts";
import { prices } from "./prices.ts";
import { type CostLine, chunksOf, costLine, hoursOfMonth, kilobyte, million } from "./question.ts";

/** The share of the sources for which something holds: each is sent as much as the others. */
function shareOfSources({ sources }: Deployment, weight: (bus: string | undefined) => number): number {
  const weights = Array.from(sources.values(), ({ bus }) =>
    weight(typeof bus === "string" ? bus : undefined),
  );
  return weights.reduce((sum, one) => sum + one, 0) / Math.max(1, weights.length);
}

/** Firehose counts the bytes of each record in such steps. */
const firehoseStep = 5 * kilobyte;

/** Firehose writes an object for each five minutes in which something came, or for 64 MB of it. */
const objectsOf = (events: number, bytes: number): number =>
  Math.min(events, Math.max(hoursOfMonth * 12, bytes / (64 * kilobyte ** 2)));

/** What is forwarded, archived and stored. */
export function keptLines(
  deployment: Deployment,
  { detail, claims }: Counts["bytes"],
  { webhooks, events }: { readonly webhooks: number; readonly events: number },
): readonly CostLine[] {
  const { buses, options } = deployment;
  // Where a function chooses the bus, the dearest of them counts.
  const over = (of: (bus: string) => number) => (bus: string | undefined) =>
    bus === undefined ? Math.max(...Array.from(buses.keys(), of)) : of(bus);
  const archived = shareOfSources(
    deployment,
    over((bus) => (buses.get(bus)?.archiveDays ? 1 : 0)),
  );
  const inLakes = shareOfSources(
    deployment,
    over((bus) => (buses.get(bus)?.lake ? 1 : 0)),
  );
  const lakeMonths = shareOfSources(
    deployment,
    over((bus) => (buses.get(bus)?.lake?.days ?? 0) / 30),
  );
  const forwarded = shareOfSources(
    deployment,
    over((bus) => buses.get(bus)?.forwardTo?.length ?? 0),
  );
  const longest = Math.max(
    0,
    ...[...buses.values()].flatMap(({ archiveDays = 0, lake }) => [archiveDays, lake?.days ?? 0]),
  );
  const months = (options.claimDays ?? Math.max(30, longest)) / 30;
  return [
    costLine(
      "kept",
      "EventBridge: forwarded",
      events * forwarded * chunksOf(detail, 64 * kilobyte),
      prices.eventBridge.dollars / million,
    ),
    costLine("kept", "EventBridge: archives, GB", (events * detail * archived) / 1e9, prices.archive.dollars),
    costLine(
      "kept",
      "Firehose: lakes, GB",
      (events * inLakes * chunksOf(detail, firehoseStep) * firehoseStep) / 1e9,
      prices.firehose.dollars,
    ),
    costLine(
      "kept",
      "S3 PUTs: lakes",
      lakesOf(deployment)
        .map(({ bus }) => events * shareOfBus(deployment, bus))
        .reduce((sum, inLake) => sum + objectsOf(inLake, inLake * detail), 0),
      prices.s3Put.dollars / million,
    ),
    costLine(
      "kept",
      "S3: lakes, GB and month",
      ((events * detail) / 1e9 / timesPacked) * lakeMonths,
      prices.s3Storage.dollars,
    ),
    costLine(
      "kept",
      "S3: claim checks, GB and month",
      ((webhooks * claims) / 1e9) * months,
      prices.s3Storage.dollars,
    ),
  ];
}
