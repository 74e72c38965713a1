import { refuseUnknownEvents } from "../../config/known-events/check-known-events.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { consumersStackName } from "../../stack/consumers/consumer-names.ts";
import { deploymentOf } from "../../stack/deployment.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { consumersDiff, formerConsumers } from "./consumers-diff.ts";
import { diffText } from "./diff-text.ts";
import { makePackage } from "./make-package.ts";
import { stackDiff } from "./stack-diff.ts";
import { packageDeployed, readPackage, type StackPackage } from "./stack-package.ts";

/** The flags of the command. */
export interface DiffFlags {
  readonly stage: string;
  readonly region: string;
  readonly profile?: string;
  readonly config: string;
  readonly against?: string;
  readonly package?: string;
  readonly fail: boolean;
  readonly json: boolean;
}

/** What is compared with, and its name in words. */
async function formerPackage(
  stack: string,
  { against, region, profile }: DiffFlags,
): Promise<readonly [string, StackPackage | undefined]> {
  if (against !== undefined) return [`the package in ${against}`, readPackage(against, stack)];
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  return [`the stack in ${region}`, await packageDeployed(stack, region)];
}

/** Prints what a deployment would change. */
export async function printDiff(flags: DiffFlags): Promise<void> {
  const { stage, config, region } = flags;
  const bridge = await loadBridge(config);
  const warnings = refuseUnknownEvents(bridge);
  // Where the package is made here, that says them.
  if (flags.package !== undefined) for (const warning of warnings) printNote(`warning: ${warning}`);
  const stack = deploymentOf(bridge, stage).prefix;
  // Read first: it may be the former package in the very folder into which the new one is written.
  const [against, before] = await formerPackage(stack, flags);
  const consumersStack = consumersStackName({ prefix: stack });
  const consumersBefore = await formerConsumers(consumersStack, region, flags.against);
  if (flags.package === undefined) await makePackage({ stage, config, region });
  const after = readPackage(flags.package ?? ".", stack);
  const consumers = consumersDiff(consumersStack, consumersBefore, flags.package ?? ".");
  const diff = { ...stackDiff(stack, against, before, after), ...(consumers && { consumers }) };
  if (flags.json) printJson(diff);
  else for (const line of diffText(diff)) printData(line);
  if (flags.fail && diff.eventsChange) process.exitCode = exitCodes.no;
}
