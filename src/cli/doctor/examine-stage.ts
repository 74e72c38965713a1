import { existsSync } from "node:fs";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { deployedClients } from "../../operate/deployed/clients.ts";
import type { DeployedContext } from "../../operate/deployed/context.ts";
import { deployedBridge } from "../../operate/deployed/deployed-bridge.ts";
import { deployedChecks } from "../../operate/deployed/doctor/deployed-checks.ts";
import { orphanFinding } from "../../operate/deployed/doctor/stack/orphans.ts";
import { openContext } from "../../operate/deployed/open-context.ts";
import { findOrphans } from "../../operate/deployed/orphans/find-orphans.ts";
import { removeLeftOutlets } from "../../operate/deployed/replay/replay-outlet.ts";
import { removeOldTails } from "../../operate/deployed/tail/remove-old-tails.ts";
import { diagnose } from "../../operate/doctor/diagnose.ts";
import { timeOfServer } from "../../operate/doctor/server-time.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { packageFacts } from "../program/package-facts.ts";
import { stageRegion } from "../program/stage-region.ts";
import type { Examination } from "./examination.ts";
import { orBridgeError, timeUrl } from "./examine-local.ts";

/** Flags that name the same deployed bridge in another command. */
function flagsOfStage({ stage, region, profile, name }: BridgeFlags): string {
  const flags = Object.entries({ stage, region, profile, name });
  return flags.map(([flag, value]) => (value === undefined ? "" : ` --${flag} ${value}`)).join("");
}

/** Removes what interrupted calls left behind in AWS. That it can't is no finding: it is not wrong with the bridge. */
async function tidy(context: DeployedContext): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const remove of [
    async () => {
      const { rules, queues } = await removeOldTails(context);
      return [...rules, ...queues];
    },
    () => removeLeftOutlets(context),
  ]) {
    const removed = await orBridgeError(remove);
    if (removed instanceof BridgeError)
      notes.push(`What interrupted commands left was not removed: ${removed.message}`);
    else if (removed.length > 0)
      notes.push(`Removed what an interrupted command had left: ${removed.join(", ")}.`);
  }
  return notes;
}

/** The configuration at hand, or why it can't be used. It is not needed. */
const configHere = async (file: string): Promise<Bridge | BridgeError | undefined> =>
  existsSync(file) ? orBridgeError(() => loadBridge(file)) : undefined;

/** What a stack that is gone has left. @throws the refusal where nothing is left either */
async function examineRemoved(flags: BridgeFlags, name: string, refusal: BridgeError): Promise<Examination> {
  const { stage = "", profile } = flags;
  const clients = deployedClients({ region: stageRegion(flags.region), profile });
  const stackName = `${name}-${stage}`;
  try {
    const region = await clients.cloudFormation.config.region();
    const { orphans } = await findOrphans({
      ...{ clients, region, name, stage, stackName, parameterPrefix: `/${name}/${stage}` },
      ...{
        secretStore: "ssm" as const,
        owned: new Set<string>(),
        sources: new Set<string>(),
        stackIsThere: false,
      },
    });
    if (orphans.length === 0) throw refusal;
    const about = "resources that no configuration needs any more";
    return {
      subject: `${stackName}, whose stack is gone`,
      checks: [{ check: "orphans", about, result: "findings" }],
      findings: orphans.map((orphan) => ({ check: "orphans", ...orphanFinding(orphan) })),
      notes: [refusal.message],
    };
  } finally {
    clients.destroy();
  }
}

const isStackMissing = (error: unknown): error is BridgeError =>
  error instanceof BridgeError && error.message.startsWith("There is no stack ");

/** Looks at a deployed bridge. */
export async function examineStage(flags: BridgeFlags): Promise<Examination> {
  const { stage = "", profile, config: file } = flags;
  const here = await configHere(file);
  const config = here instanceof BridgeError ? undefined : here;
  const name = flags.name ?? config?.name ?? "hookbridge";
  const options = {
    stage,
    name,
    region: stageRegion(flags.region),
    profile,
    write: false,
    config,
    now: Date.now,
  };
  const context = await openContext(options).catch((error: unknown) => {
    if (isStackMissing(error)) return error;
    throw error;
  });
  if (context instanceof BridgeError) return examineRemoved(flags, name, context);
  const running = deployedBridge(context);
  try {
    const notes = await tidy(context);
    const diagnosis = await diagnose(deployedChecks, {
      running,
      context,
      now: Date.now,
      sameBridge: flagsOfStage(flags),
      serverTime: () => timeOfServer(timeUrl(), Date.now),
      versionHere: packageFacts().version,
    });
    const more = here instanceof BridgeError ? [`${here.message} It went on with what is deployed.`] : [];
    return { subject: `${context.stackName} in ${context.region}`, ...diagnosis, notes: [...notes, ...more] };
  } finally {
    await running.close();
  }
}
