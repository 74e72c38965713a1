import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { printNote } from "./output.ts";
import { stageRegion } from "./stage-region.ts";

/** Which running bridge a command speaks to, and how it prints. */
export interface BridgeFlags {
  /** Undefined: the bridge on this machine. */
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly name?: string;
  readonly config: string;
  readonly dataDir: string;
  readonly json: boolean;
}

/** Adds the flags of every command that speaks to a running bridge. They stand last in its help. */
export const withBridgeFlags = (command: Command): Command =>
  command
    .option("--stage <name>", "the deployed bridge of this stage; default: the bridge on this machine")
    .option("--region <name>", "its region; default: the one that it is deployed to from this folder")
    .option("--profile <name>", "profile of your AWS credentials")
    .option("--name <name>", "its name, where bridge.config.ts is not here")
    .option("--config <file>", "its configuration, where it is at hand", "bridge.config.ts")
    .option("--data-dir <directory>", "data directory of the bridge on this machine", ".hookbridge")
    .option("--json", "print JSON", false);

/**
 * The configuration of a deployed bridge. It says more of a source than what is deployed does, and who is on call may not have it, or only one
 * that is being worked on.
 */
async function configAtHand(file: string): Promise<Bridge | undefined> {
  if (!existsSync(file)) return undefined;
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  try {
    return await loadBridge(file);
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    printNote(`${error.message} It goes on with what is deployed.`);
    return undefined;
  }
}

/** Flags that mean nothing without a stage. */
const stageOnly = ["region", "profile", "name"] as const;

/** Refuses flags of a deployed bridge where no stage is named. @throws BridgeError `wrong-use` */
export function refuseStageFlags(flags: BridgeFlags): void {
  const flag = stageOnly.find((name) => flags[name] !== undefined);
  if (flags.stage !== undefined || flag === undefined) return;
  throw new BridgeError(
    "wrong-use",
    `--${flag} is for a deployed bridge, and no stage is named.`,
    `Name it: --stage dev --${flag} ${flags[flag]}`,
  );
}

/**
 * The bridge that the flags name: the one on this machine, or with a stage the deployed one.
 * @param write true for a command that changes something
 * @throws BridgeError where it does not run or can't be reached
 */
export async function connect(flags: BridgeFlags, write: boolean): Promise<RunningBridge> {
  const { stage, dataDir } = flags;
  refuseStageFlags(flags);
  if (stage === undefined) {
    const { openLocalBridge } = await import("../../operate/local/local-bridge.ts");
    const bridge = await openLocalBridge({ dataDirectory: dataDir });
    const { outdated } = bridge.place;
    if (outdated !== undefined)
      printNote(
        `The running bridge has an older configuration. The newer one ${outdated}. Start it again to use that.`,
      );
    return bridge;
  }
  const { openDeployedBridge } = await import("../../operate/deployed/deployed-bridge.ts");
  const { region, profile, name, config } = flags;
  return openDeployedBridge({
    stage,
    region: stageRegion(region),
    profile,
    name,
    write,
    config: await configAtHand(config),
    now: Date.now,
  });
}
