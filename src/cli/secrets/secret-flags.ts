import type { Command } from "commander";

/** Which bridge's secrets. */
export interface SecretFlags {
  readonly config: string;
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly dataDir: string;
  readonly secrets?: string;
  readonly json: boolean;
}

/** Adds the flags that say which bridge's secrets: those of this machine, or with `--stage` those of a deployment. */
export const withSecretFlags = (command: Command): Command =>
  command
    .option(
      "--stage <name>",
      "the secrets of this stage in AWS; default: those of the bridge on this machine",
    )
    .option(
      "--region <name>",
      "region of the stage; default: the one that it is deployed to from this folder",
    )
    .option("--profile <name>", "profile of your AWS credentials")
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--data-dir <directory>", "where the bridge on this machine keeps secrets", ".hookbridge")
    .option("--secrets <file.json>", "the file that `start --secrets` names; default: the data directory's")
    .option("--json", "print the result as JSON", false);

/** The flags that lead a further command to the same secrets, as they are typed. */
export function sameFlags({ config, stage, region, profile, dataDir, secrets }: SecretFlags): string {
  const given = {
    "--stage": stage,
    "--region": region,
    "--profile": profile,
    "--config": config === "bridge.config.ts" ? undefined : config,
    "--data-dir": dataDir === ".hookbridge" ? undefined : dataDir,
    "--secrets": secrets,
  };
  return Object.entries(given)
    .flatMap(([flag, value]) => (value === undefined ? [] : [` ${flag} ${value}`]))
    .join("");
}
