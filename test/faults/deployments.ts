import { absentSource, bridge, changedBridge, changedBufferedBridge } from "./bridge.ts";
import type { Cloud } from "./cloud.ts";
import type { DoorName } from "./doors.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Random } from "./random.ts";

export interface Deployer {
  readonly cloud: Cloud;
  readonly random: Random;
  readonly functions: readonly LambdaFunction[];
  readonly door: DoorName;
}

const minute = 60_000;

/**
 * Deploys another configuration and the old one again, for as long as it is told. Environments of the version before go on for a while, side by
 * side with new ones.
 */
export async function deployUntil(until: number, deployer: Deployer): Promise<void> {
  const { cloud, random, functions, door } = deployer;
  const { time } = cloud;

  async function deploy(version: typeof bridge): Promise<void> {
    cloud.deployed = version;
    await time.sleep(random.int(0, 2) * minute);
    for (const one of functions) one.retireAll();
  }

  while (time.now() < until) {
    const from = time.now();
    await deploy(door === "buffer" ? changedBufferedBridge : changedBridge);
    await time.sleep(random.int(1, 15) * minute);
    await deploy(bridge);
    if (door === "gateway") cloud.absences.push({ source: absentSource, from, until: time.now() });
    await time.sleep(random.int(1, 8) * minute);
  }
}
