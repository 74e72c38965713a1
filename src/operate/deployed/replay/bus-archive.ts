import {
  DescribeArchiveCommand,
  type DescribeArchiveResponse,
  type EventBridgeClient,
  ListArchivesCommand,
} from "@aws-sdk/client-eventbridge";
import { BridgeError } from "../../../core/errors.ts";
import { busId } from "../../../stack/resources/buses/named-bus.ts";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import { physicalId } from "../stack/deployed-stack.ts";

/** The archive that a replay of a bus reads. */
export interface BusArchive {
  readonly name: string;
  readonly arn: string;
  /** Days that it keeps events; undefined for without an end. */
  readonly days: number | undefined;
  /** Since when it keeps events, in ms. */
  readonly since: number | undefined;
  /** What it holds now, as EventBridge counts: up to a day late. */
  readonly events: number | undefined;
  readonly bytes: number | undefined;
  /** It keeps only events that match this. */
  readonly pattern: string | undefined;
}

async function namesOfArchives(
  client: EventBridgeClient,
  EventSourceArn: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.send(new ListArchivesCommand({ EventSourceArn, NextToken }));
    for (const { ArchiveName, State } of answer.Archives ?? [])
      if (ArchiveName !== undefined && State !== "DISABLED" && State !== "CREATE_FAILED")
        names.push(ArchiveName);
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return names;
}

const archiveOf = (found: DescribeArchiveResponse): BusArchive => ({
  name: found.ArchiveName ?? "",
  arn: found.ArchiveArn ?? "",
  days: found.RetentionDays || undefined,
  since: found.CreationTime?.getTime(),
  events: found.EventCount,
  bytes: found.SizeBytes,
  pattern: found.EventPattern,
});

/**
 * The archive of a bus: the stack's own, or else the one that keeps most.
 * @throws BridgeError `wrong-use` where there is none, `aws-failed`
 */
export async function archiveOfBus(context: DeployedContext, bus: DeployedBus): Promise<BusArchive> {
  const client = eventBridgeOf(context, bus);
  const archives = await askAws(`read the archives of the bus ${bus.name}`, async () => {
    const names = await namesOfArchives(client, bus.arn);
    const own = physicalId(context.stack, `${busId(bus.name)}Archive`);
    const wanted = names.filter((name) => name === own);
    const described = (wanted.length > 0 ? wanted : names).map((ArchiveName) =>
      client.send(new DescribeArchiveCommand({ ArchiveName })),
    );
    return (await Promise.all(described)).map(archiveOf);
  });
  const [first] = archives.toSorted(
    (one, other) =>
      Number(one.pattern !== undefined) - Number(other.pattern !== undefined) ||
      (one.since ?? 0) - (other.since ?? 0),
  );
  if (first) return first;
  throw new BridgeError(
    "wrong-use",
    `The bus ${bus.name} has no archive, so nothing of it can be replayed.`,
    bus.own
      ? `Set archiveDays of ${bus.name} in bridge.config.ts and deploy: the archive keeps what comes from then on.`
      : `Create an archive of ${bus.arn} in EventBridge: it keeps what comes from then on.`,
  );
}
