import { existsSync } from "node:fs";
import { BridgeError } from "../../core/errors.ts";
import type { Provider } from "../../core/provider.ts";
import { generatedSecrets } from "../../operate/secrets/generated-secrets.ts";
import { localSecrets, secretFilesIn } from "../../operate/secrets/local-secrets.ts";
import { stepsAtVendor } from "../../operate/sources/steps-at-vendor.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { askUser, canAsk } from "../init/ask.ts";
import { spelled } from "../program/bridge-command.ts";
import { connect } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { stageRegion } from "../program/stage-region.ts";
import type { EditedConfig } from "./edit/edit-config.ts";
import { chosenBus, freeSourceName, importedProvider } from "./wanted-source.ts";
import { writeConfig } from "./write-config.ts";

interface AddFlags {
  readonly bus?: string;
  readonly secret?: string;
  readonly config: string;
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly dataDir: string;
  readonly json: boolean;
}

/** A source that was added, or is to be pasted. */
interface AddedSource {
  readonly name: string;
  readonly provider: Provider;
  readonly bus: string;
  readonly url: string;
  readonly steps: readonly string[];
  /** Where a random secret was stored, and how its owner reads it. */
  readonly secret?: { readonly where: string; readonly read: string };
}

/** Refuses before anything is written what can't be done with the secret. @returns random ones; none where none are wanted */
async function wantedSecrets(provider: Provider, flag: string | undefined): Promise<readonly string[]> {
  if (flag !== undefined && flag !== "generate")
    throw new BridgeError(
      "wrong-use",
      "--secret makes a random secret, and takes no other: a secret is never an argument.",
      `Leave it out, or write --secret generate. A secret that you have is stored by ${spelled("secrets set <source>")}`,
    );
  const made = await generatedSecrets(provider);
  if (flag === "generate" && made.length === 0)
    throw new BridgeError(
      "wrong-use",
      `${provider.name} does not let its customers choose the secret.`,
      "Leave --secret out; the steps that are printed then say where the secret comes from.",
    );
  if (flag !== undefined || made.length === 0) return made;
  const answer = canAsk()
    ? await askUser(
        `You choose the secret of ${provider.name}. Make a random one for the bridge on this machine? [Y/n]`,
      )
    : "n";
  return /^(?:y(?:es)?)?$/i.test(answer) ? made : [];
}

/** The URL of a source, and what to say of it. */
interface SourceUrl {
  readonly url: string;
  readonly note: string;
}

/** The URL of a source at the bridge that runs here or is deployed; what is not known of it is left open. */
async function urlOfSource(
  name: string,
  { stage, region, profile, config, dataDir }: AddFlags,
): Promise<SourceUrl> {
  const inRegion = stage === undefined ? undefined : stageRegion(region);
  const access = {
    ...(inRegion !== undefined && { region: inRegion }),
    ...(profile !== undefined && { profile }),
  };
  try {
    const bridge = await connect(
      { config, dataDir, json: false, ...(stage !== undefined && { stage, ...access }) },
      false,
    );
    await bridge.close();
    const url = `${bridge.place.url.replace(/\/+$/, "")}/hooks/${name}`;
    const again = stage === undefined ? "Start the running bridge again" : `Deploy ${stage} again`;
    return { url, note: `${again}: it does not have this source yet.` };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    const where = stage === undefined ? "" : ` ${error.message}`;
    return {
      url: `<your bridge>/hooks/${name}`,
      note: `<your bridge> is what ${spelled("start")} prints, or the URL of your tunnel, or of the deployment.${where}`,
    };
  }
}

async function storeMade(
  name: string,
  made: readonly string[],
  dataDir: string,
): Promise<AddedSource["secret"]> {
  if (made.length === 0) return undefined;
  const place = localSecrets(secretFilesIn(dataDir), Date.now);
  // A source that was removed may have left some.
  const kept = (await place.read([name])).get(name);
  await place.write(name, made, kept);
  return { where: place.where(name), read: place.readCommand(name) };
}

function printPaste(
  { reason, paste }: Extract<EditedConfig, { readonly reason: string }>,
  file: string,
): void {
  printNote(`${file} was not changed: ${reason}. Paste these two lines, the second into \`sources\`:\n`);
  printData(`${paste.import}\n${paste.source}`);
}

function printAdded({ name, provider, bus, secret }: AddedSource, file: string): void {
  printNote(`Added the source "${name}" to ${file}: ${provider.name}, bus ${bus}.`);
  if (secret)
    printNote(
      `A random secret is in ${secret.where}. It is shown nowhere: read it yourself, and enter it at ${provider.name}.\n  ${secret.read}`,
    );
}

/** `hookbridge add`: puts a source into the configuration, and says what is to be done at the vendor. */
export async function addSource(
  wanted: string,
  givenName: string | undefined,
  flags: AddFlags,
): Promise<void> {
  const { config, dataDir, json } = flags;
  if (!existsSync(config))
    throw new BridgeError(
      "wrong-use",
      `There is no ${config} here.`,
      `Run this command in the folder of your project, or make one: ${spelled("init my-hooks")}`,
    );
  const bridge = await loadBridge(config);
  const { provider, import: wantedImport } = await importedProvider(config, wanted);
  const name = freeSourceName(bridge, provider, givenName);
  const bus = await chosenBus(bridge, flags.bus);
  const made = await wantedSecrets(provider, flags.secret);
  const edited = await writeConfig(config, bridge, { name, bus, provider: wantedImport });
  const isAdded = "text" in edited;
  const secret = await storeMade(name, made, dataDir);
  const { url, note } = await urlOfSource(name, flags);
  const steps = stepsAtVendor(provider, url, spelled(`secrets set ${name}`));
  if (json)
    printJson({
      added: isAdded,
      source: name,
      provider: provider.id,
      bus,
      url,
      steps,
      secret: secret ?? null,
      ...(!isAdded && { reason: edited.reason, paste: edited.paste }),
    });
  else {
    if (isAdded) printAdded({ name, provider, bus, url, steps, ...(secret && { secret }) }, config);
    else printPaste(edited, config);
    printNote(
      ["", `At ${provider.name}:`, ...steps.map((step, at) => `  ${at + 1}. ${step}`), note].join("\n"),
    );
  }
  if (!isAdded) process.exitCode = exitCodes.no;
}
