import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { deployConsumersStack } from "../../aws/cloudformation/deploy-consumers.ts";
import type { Bridge } from "../../config/define-bridge.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { checkDeployment } from "../../stack/checks/check-deployment.ts";
import { refuseOtherRegions, ruleQuotaNotes } from "../../stack/consumers/check-consumers.ts";
import { consumersStackName } from "../../stack/consumers/consumer-names.ts";
import { consumersInventory } from "../../stack/consumers/consumers-inventory.ts";
import { bridgeParameters } from "../../stack/consumers/consumers-stack.ts";
import type { Deployment } from "../../stack/deployment.ts";
import { lakesOf } from "../../stack/lake/lake-names.ts";
import type { PlainStack } from "../../stack/plain/plain-package.ts";
import type { CompiledTemplate } from "../../stack/plain/plain-template.ts";
import { printNote } from "../program/output.ts";
import { handleFailures } from "../program/run-program.ts";
import { removeStackOfConsumers } from "./remove-stack.ts";
import { tellConsumersChanges } from "./tell-changes.ts";

handleFailures();
const flags = new Command("hookbridge deploy-consumers")
  .description(
    "Deploys the packaged stack of the consumers, or removes it where there are no subscriptions and no lakes any more.",
  )
  .requiredOption("--stage <name>", "stage to deploy to")
  .requiredOption("--region <name>", "region to deploy to")
  .requiredOption("--out <directory>", "folder with the packages of all stacks")
  .requiredOption("--bucket <name>", "bucket for the functions' code")
  .requiredOption("--prefix <text>", "what keys begin with in the bucket")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; region: string; out: string; bucket: string; prefix: string; config: string }>();

async function deployFolder(folder: string, bridge: Bridge, deployment: Deployment): Promise<void> {
  const { region, bucket, prefix } = flags;
  const stackName = consumersStackName(deployment);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const stack = read("stack.json") as PlainStack;
  const { Parameters = {} } = read("template.json") as CompiledTemplate;
  refuseOtherRegions(bridge.subscriptions.values(), region);
  for (const note of ruleQuotaNotes(deployment, bridge.subscriptions, region)) printNote(note);
  const inventory = consumersInventory(deployment, [...bridge.subscriptions.values()]);
  await tellConsumersChanges("What this changes for consumers", stackName, region, inventory);
  const lakes = lakesOf(deployment).length;
  const what = `${bridge.subscriptions.size} subscriptions${lakes > 0 ? ` and ${lakes === 1 ? "a lake" : `${lakes} lakes`}` : ""}`;
  printNote(`Deploying ${what} as ${stackName} (${region}) …`);
  const result = await deployConsumersStack({
    region,
    bridgeStack: deployment.prefix,
    stackName,
    folder,
    artifacts: Object.values(stack.artifacts),
    capabilities: stack.capabilities,
    tags: stack.tags,
    fromBridge: bridgeParameters.filter((name) => Object.hasOwn(Parameters, name)),
    bucket,
    prefix,
    changeSetName: `hookbridge-${Date.now()}`,
  });
  printNote(result === "unchanged" ? `${stackName} has not changed.` : `${stackName} is ${result}.`);
}

async function deployPackaged(): Promise<void> {
  const bridge = await loadBridge(flags.config);
  const deployment = checkDeployment(bridge, flags.stage);
  const stackName = consumersStackName(deployment);
  const folder = join(flags.out, stackName);
  if (existsSync(folder)) return deployFolder(folder, bridge, deployment);
  const why = ": there are no subscriptions and no lakes any more";
  return removeStackOfConsumers(stackName, flags.region, why);
}

await deployPackaged();
