import { deployedMetadata } from "../../aws/cloudformation/deployed-stack.ts";
import { waitingMessages } from "../../aws/cloudformation/waiting-messages.ts";
import { consumersChanges } from "../../stack/consumers/consumers-changes.ts";
import {
  type ConsumersInventory,
  consumersKey,
  emptyInventory,
  isConsumersInventory,
  queuesOfInventory,
} from "../../stack/consumers/consumers-inventory.ts";
import { printNote } from "../program/output.ts";

const nameOfError = (error: unknown): string => (error instanceof Error ? error.name : String(error));

async function waitingLines(
  stackName: string,
  region: string,
  queues: readonly string[],
): Promise<readonly string[]> {
  if (queues.length === 0) return [];
  try {
    const waiting = await waitingMessages(stackName, region, queues);
    return waiting.map(
      ({ url, messages }) =>
        `About ${messages} ${messages === 1 ? "message waits" : "messages wait"} in ${url}: SQS deletes each 14 days after it came.`,
    );
  } catch (error) {
    return [`How many messages wait in their queues could not be read (${nameOfError(error)}).`];
  }
}

/**
 * Says what becomes of subscriptions and lakes, before it is done. Credentials that may deploy need not be allowed to read: then it goes on
 * without a comparison.
 */
export async function tellConsumersChanges(
  heading: string,
  stackName: string,
  region: string,
  after: ConsumersInventory,
): Promise<void> {
  const lines: string[] = [];
  try {
    const deployed: unknown = await deployedMetadata(stackName, region, consumersKey);
    const before = isConsumersInventory(deployed) ? deployed : emptyInventory;
    const staying = new Set(queuesOfInventory(after));
    const going = queuesOfInventory(before).filter((queue) => !staying.has(queue));
    lines.push(...consumersChanges(before, after), ...(await waitingLines(stackName, region, going)));
  } catch (error) {
    lines.push(`${stackName} could not be read (${nameOfError(error)}), so nothing is compared.`);
  }
  if (lines.length > 0) printNote(["", `${heading}:`, ...lines.map((line) => `- ${line}`)].join("\n"));
}
