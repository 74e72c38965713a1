import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { type Deployment, deploymentOf } from "../deployment.ts";
import { lakeNamesOf, lakesOf } from "../lake/lake-names.ts";
import { logicalName } from "../template.ts";
import { checkAccount } from "./check-account.ts";
import { checkBus, checkCollisions } from "./check-bus.ts";
import { checkConcurrency } from "./check-concurrency.ts";
import { checkAddresses } from "./check-existing-bus.ts";
import { checkFrontDoor } from "./check-front-door.ts";
import { checkOptions } from "./check-options.ts";
import { type Complaint, complaintIf, matches } from "./complaint.ts";
import { quotas } from "./quotas.ts";

function checkNames({ name, stages, buses }: Bridge, stage: string): readonly Complaint[] {
  const unknownBuses = Object.keys(stages.get(stage)?.buses ?? {}).filter((bus) => !buses.has(bus));
  return [
    ...matches(
      "The name",
      name,
      /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/,
      'lower-case letters, digits and hyphens, at most 20: "hookbridge"',
    ),
    // No hyphens: "a-b" in the stage "c" and "a" in the stage "b-c" would have the same names.
    ...matches("The stage", stage, /^[a-z][a-z0-9]{1,19}$/, 'lower-case letters and digits, 2 to 20: "prod"'),
    ...unknownBuses.map(
      (bus): Complaint => [
        `stages.${stage} changes the bus "${bus}", which is not in \`buses\`.`,
        "Add it under `buses`, or correct the name.",
      ],
    ),
  ];
}

function checkCounts({ buses, sources, options }: Deployment): readonly Complaint[] {
  const own = Array.from(buses.values()).filter(({ arn }) => arn === undefined).length;
  return [
    ...complaintIf(
      own > quotas.buses,
      `There are ${own} buses.`,
      `EventBridge allows ${quotas.buses} in an account: merge some, or spread them over deployments.`,
    ),
    ...complaintIf(
      sources.size > quotas.sources,
      `There are ${sources.size} sources.`,
      `One stack holds ${quotas.sources}: spread them over deployments with names of their own.`,
    ),
    ...complaintIf(
      options.alarms?.perSource && sources.size > quotas.sourcesWithAlarms,
      `There are ${sources.size} sources, and alarms.perSource.`,
      `One stack holds the alarms of ${quotas.sourcesWithAlarms}: leave perSource out, or spread the sources over several deployments.`,
    ),
  ];
}

/**
 * The deployment of a configuration in one stage, if it can be deployed.
 * @throws BridgeError `config-invalid` with everything that is wrong, not only the first
 */
export function checkDeployment(bridge: Bridge, stage: string): Deployment {
  const deployment = deploymentOf(bridge, stage);
  const { buses, options } = deployment;
  const [first, ...others] = [
    ...checkNames(bridge, stage),
    ...checkCounts(deployment),
    ...checkCollisions(buses.keys(), logicalName, "logical id in the stack"),
    ...checkCollisions(
      lakesOf(deployment).map(({ bus }) => bus),
      (bus) => lakeNamesOf(bus, deployment).database,
      "database in Glue for their lakes",
    ),
    ...Array.from(buses, ([name, bus]) => checkBus(name, bus, deployment)).flat(),
    ...checkFrontDoor(options.frontDoor, deployment),
    ...checkConcurrency(deployment),
    ...checkOptions(options),
    ...checkAccount(options),
    ...checkAddresses(deployment),
  ];
  if (!first) return deployment;
  const rest = others.map(([message, remedy]) => ` ${message} ${remedy}`).join("");
  throw new BridgeError("config-invalid", `bridge.config.ts: ${first[0]}`, `${first[1]}${rest}`);
}
