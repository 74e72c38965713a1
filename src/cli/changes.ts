import { Command } from "commander";
import { accountConcurrency } from "../aws/account-concurrency.ts";
import { deployedMetadata } from "../aws/cloudformation/deployed-stack.ts";
import { ofOurOwn } from "../core/json/json.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { checkDeployment } from "../stack/checks/check-deployment.ts";
import { quotaNotes } from "../stack/checks/region-quotas.ts";
import { changesBetween } from "../stack/compare/changes.ts";
import { concurrencyAdvice } from "../stack/functions/concurrency-advice.ts";
import { type Inventory, inventoryKey, inventoryOf } from "../stack/inventory.ts";
import { handleFailures } from "./program/run-program.ts";

handleFailures();
const flags = new Command("hookbridge changes")
  .description("Says how a deployment would change sources, buses and URLs, and what fits the account.")
  .requiredOption("--stage <name>", "stage to deploy to")
  .requiredOption("--region <name>", "region to deploy to")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; region: string; config: string }>();

const deployment = checkDeployment(await loadBridge(flags.config), flags.stage);

// Credentials that may deploy need not be allowed to read: then the deployment goes on without a comparison.
const changes: string[] = [];
const deployed = await deployedMetadata(deployment.prefix, flags.region, inventoryKey).catch(
  (error: Error) => {
    changes.push(`The deployed stack could not be read (${error.name}), so nothing is compared.`);
    return undefined;
  },
);
const before = deployed === undefined ? undefined : ofOurOwn<Inventory>(deployed);
if (before) changes.push(...changesBetween(before, inventoryOf(deployment)));

const accountLimits: string[] = [...quotaNotes(deployment, flags.region)];
const account = await accountConcurrency(flags.region).catch((error: Error) => {
  accountLimits.push(
    `Lambda's limit could not be read (${error.name}), so concurrency is not compared with it.`,
  );
});
if (account) accountLimits.push(...concurrencyAdvice(deployment, account, before?.reserved ?? 0));

for (const [heading, lines] of [
  ["What this changes", changes],
  ["The account's limits", accountLimits],
] as const)
  if (lines.length > 0) console.log([`\n${heading}:`, ...lines.map((line) => `- ${line}`)].join("\n"));
