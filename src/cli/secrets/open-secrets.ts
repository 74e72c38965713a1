import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { localSecrets, secretFilesIn } from "../../operate/secrets/local-secrets.ts";
import type { SecretUseReader } from "../../operate/secrets/rotation.ts";
import type { SecretPlace } from "../../operate/secrets/secret-place.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { deploymentOf } from "../../stack/deployment.ts";
import { spelled } from "../program/bridge-command.ts";
import { stageRegion } from "../program/stage-region.ts";
import { type SecretFlags, sameFlags } from "./secret-flags.ts";

/** The secrets that flags name. */
export interface OpenSecrets {
  readonly bridge: Bridge;
  readonly place: SecretPlace;
  /** Undefined for the bridge on this machine. */
  readonly stage: string | undefined;
  readonly readUse: SecretUseReader;
  /** How long an older secret must have matched nothing before a rotation ends. */
  readonly quietMs: number;
  /** What the user should know of the stage: that there is none, for instance. */
  stageNote(): Promise<string | undefined>;
}

function refuseFlags({ stage, region, profile, secrets }: SecretFlags): void {
  const flag = region === undefined ? "--profile" : "--region";
  if (stage === undefined && (region !== undefined || profile !== undefined))
    throw new BridgeError(
      "wrong-use",
      `${flag} is for a bridge in AWS, and no stage is named.`,
      "Name it too: --stage dev.",
    );
  if (stage !== undefined && secrets !== undefined)
    throw new BridgeError(
      "wrong-use",
      "--secrets names a file of this machine, and --stage a bridge in AWS.",
      "Give one of them.",
    );
}

/** Opens the place in which a bridge keeps its secrets. @throws BridgeError for the flags, the configuration and its file */
export async function openSecrets(flags: SecretFlags): Promise<OpenSecrets> {
  refuseFlags(flags);
  const bridge = await loadBridge(flags.config);
  const { stage, profile, dataDir } = flags;
  if (stage === undefined) {
    const { localSecretUse } = await import("./local-use.ts");
    return {
      bridge,
      stage,
      place: localSecrets(secretFilesIn(dataDir, flags.secrets), Date.now),
      readUse: localSecretUse(dataDir),
      quietMs: 60_000,
      stageNote: async () => undefined,
    };
  }
  const deployment = deploymentOf(bridge, stage);
  const region = stageRegion(flags.region);
  const access = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
  const { openStageSecrets } = await import("../../operate/deployed/secrets/open-stage-secrets.ts");
  return {
    bridge,
    stage,
    place: await openStageSecrets(deployment, access),
    quietMs: 3_600_000,
    async readUse(source, sinceMs) {
      const { metricSecretUse } = await import("../../operate/deployed/secrets/secret-use.ts");
      return metricSecretUse(deployment, access, Date.now)(source, sinceMs);
    },
    async stageNote() {
      const { missingStack } = await import("../../operate/deployed/secrets/missing-stack.ts");
      return missingStack(deployment.prefix, access);
    },
  };
}

/** The refusal of what may be a secret on the command line. It does not repeat it. */
export function refuseArguments(more: readonly string[], command: string): void {
  if (more.length === 0) return;
  throw new BridgeError(
    "wrong-use",
    "A secret is never an argument: other users of the machine see it, and the shell's history keeps it. Nothing was stored.",
    `Call ${spelled(command)} and paste the secret when it asks, or send it to its standard input: < secret.txt. If it ` +
      "was a real one that others could see, replace it at the vendor.",
  );
}

/** A source of the configuration. A wrong name is not repeated: it may be a secret. */
export function namedSource(bridge: Bridge, name: string, { config }: Pick<SecretFlags, "config">): Source {
  const source = bridge.sources.get(name);
  if (source) return source;
  const names = [...bridge.sources.keys()];
  throw new BridgeError(
    "wrong-use",
    `${config} has no source of this name.`,
    names.length > 0
      ? `The first argument is the name of a source: ${names.join(", ")}.`
      : `Add one: ${spelled("add <provider>")}.`,
  );
}

/** A call of `secrets`, as it is typed, for the same bridge. */
export const secretsCall = (words: string, flags: SecretFlags): string =>
  spelled(`secrets ${words}${sameFlags(flags)}`);
