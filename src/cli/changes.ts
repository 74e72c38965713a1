import { Command } from "commander";
import { deployedMetadata } from "../aws/deployed-stack.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { changesBetween } from "../stack/changes.ts";
import { checkDeployment } from "../stack/checks/check-deployment.ts";
import { quotaNotes } from "../stack/checks/region-quotas.ts";
import { type Inventory, inventoryKey, inventoryOf } from "../stack/inventory.ts";

const flags = new Command("hookbridge changes")
  .description("Says how a deployment would change sources, buses and URLs.")
  .requiredOption("--stage <name>", "stage to deploy to")
  .requiredOption("--region <name>", "region to deploy to")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; region: string; config: string }>();

const deployment = checkDeployment(await loadBridge(flags.config), flags.stage);
for (const note of quotaNotes(deployment, flags.region)) console.log(`- ${note}`);
// Credentials that may deploy need not be allowed to read the stack: then the deployment goes on without a comparison.
const deployed = await deployedMetadata(deployment.prefix, flags.region, inventoryKey).catch(
  (error: Error) => {
    console.log(`- The deployed stack could not be read (${error.name}), so nothing is compared.`);
  },
);
if (deployed) {
  const changes = changesBetween(deployed as unknown as Inventory, inventoryOf(deployment));
  for (const change of changes) console.log(`- ${change}`);
}
