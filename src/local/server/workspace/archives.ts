import {
  CreateArchiveCommand,
  DescribeEventBusCommand,
  UpdateArchiveCommand,
} from "@aws-sdk/client-eventbridge";
import { sha256 } from "../../../core/sha256.ts";
import type { Clients } from "../../aws/clients.ts";

/** Longest name that EventBridge takes for an archive. */
const longestName = 48;

/** The archive's name: the bus's, as far as it fits. CloudFormation makes one of its own when the stack is deployed. */
function archiveName(busName: string): string {
  if (busName.length <= longestName) return busName;
  // The hash keeps apart two long names that begin alike.
  return `${busName.slice(0, longestName - 9)}-${sha256([busName]).slice(0, 8)}`;
}

/** Creates the archive of an existing bus as the stack does, or gives an existing one this retention. */
export async function ensureArchive({ eventbridge }: Clients, busName: string, days: number): Promise<void> {
  const ArchiveName = archiveName(busName);
  const { Arn: EventSourceArn = "" } = await eventbridge.send(new DescribeEventBusCommand({ Name: busName }));
  const settings = { ArchiveName, RetentionDays: days, Description: `Events of ${busName}` };
  try {
    await eventbridge.send(new CreateArchiveCommand({ ...settings, EventSourceArn }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResourceAlreadyExistsException") throw error;
    await eventbridge.send(new UpdateArchiveCommand(settings));
  }
}
