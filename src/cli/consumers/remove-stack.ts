import {
  hasConsumersStack,
  isRefusedCall,
  removeConsumersStack,
} from "../../aws/cloudformation/deploy-consumers.ts";
import { emptyInventory } from "../../stack/consumers/consumers-inventory.ts";
import { printNote } from "../program/output.ts";
import { tellConsumersChanges } from "./tell-changes.ts";

/** Whether there is a stack. Credentials of a bridge without consumers need not be allowed to look. */
async function isDeployed(stackName: string, region: string): Promise<boolean> {
  try {
    return await hasConsumersStack(stackName, region);
  } catch (error) {
    if (!isRefusedCall(error)) throw error;
    printNote(
      `Whether there is a stack ${stackName}, of consumers, could not be seen (${error.name}). If so, it stays.`,
    );
    return false;
  }
}

/**
 * Removes the stack of the consumers, where there is one, after saying what is lost.
 * @param why goes on after the stack's name, as the end of a sentence
 */
export async function removeStackOfConsumers(stackName: string, region: string, why: string): Promise<void> {
  if (!(await isDeployed(stackName, region))) return;
  await tellConsumersChanges(`Removing ${stackName}${why}`, stackName, region, emptyInventory);
  await removeConsumersStack(stackName, region);
  printNote(`${stackName} is removed. Its queues and lakes' buckets stay, with what is in them.`);
}
