import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { waitsForPairing } from "../../local/secrets/secret-shapes.ts";
import { type Rotation, rotationOf } from "../../operate/secrets/rotation.ts";
import { newestOnly, olderCount, tellsOlder, withNewest } from "../../operate/secrets/secret-list.ts";
import type { KeptSecrets } from "../../operate/secrets/secret-place.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { acceptedSecrets, type EntryFlags, nounFor } from "./accepted-secrets.ts";
import { namedSource, type OpenSecrets, openSecrets, refuseArguments, secretsCall } from "./open-secrets.ts";
import { phaseText, rotationLines } from "./rotation-text.ts";
import type { SecretFlags } from "./secret-flags.ts";
import { countsFrom, readItself } from "./set-secret.ts";

interface RotateFlags extends SecretFlags, EntryFlags {
  readonly state: boolean;
  readonly finish: boolean;
}

/** One source with its secrets. */
interface RotatedSource {
  readonly source: Source;
  readonly open: OpenSecrets;
  readonly kept: KeptSecrets | undefined;
  readonly flags: RotateFlags;
}

async function rotationNow({ source, open, kept }: RotatedSource): Promise<Rotation> {
  const rotation = await rotationOf(source, kept, { ...open, nowMs: Date.now() });
  if (rotation.phase === "none" || tellsOlder(source.provider, kept?.texts ?? [])) return rotation;
  return {
    ...rotation,
    phase: "unknown",
    unknown:
      "Its secrets have several roles, so the place of the one that matched does not tell whether it is the newest.",
  };
}

function refuseBegin({ source, kept, flags }: RotatedSource): void {
  const { name, provider } = source;
  if (waitsForPairing(provider) && !flags.force)
    throw new BridgeError(
      "wrong-use",
      `${provider.name} hands its secret over itself, when it pairs with the URL of "${name}": there is nothing to rotate by hand.`,
      "To pair again, delete the stored secret, then set the URL at the vendor anew: docs/configuration.md#secrets.",
    );
  const texts = kept?.texts ?? [];
  if (texts.length === 0)
    throw new BridgeError(
      "wrong-use",
      `"${name}" has no secret that could be rotated.`,
      `Store one: ${secretsCall(`set ${name}`, flags)}`,
    );
  if (olderCount(provider, texts) > 0 && !flags.force)
    throw new BridgeError(
      "wrong-use",
      `A rotation of "${name}" is under way: it has an older secret beside its newest.`,
      `See how far it is: ${secretsCall(`rotate ${name} --state`, flags)} (or add --force for a third secret)`,
    );
}

async function beginRotation(rotated: RotatedSource): Promise<void> {
  refuseBegin(rotated);
  const { source, open, flags } = rotated;
  const { name, provider } = source;
  const role = flags.role === undefined ? "" : ` --role ${flags.role}`;
  const call = secretsCall(`rotate ${name}${role}`, flags);
  const entered = await acceptedSecrets(source, flags, call);
  const [text] = entered;
  if (text === undefined || entered.length > 1)
    throw new BridgeError(
      "wrong-use",
      "A rotation begins with one new secret.",
      `Give one, with --role: ${call}`,
    );
  // It may have changed while the new one was typed.
  const kept = (await open.place.read([name])).get(name);
  const before = kept?.texts ?? [];
  const after = withNewest(provider, before, text);
  if (after.length === before.length)
    throw new BridgeError(
      "wrong-use",
      `The new ${nounFor(source)} of "${name}" is one that it has. Nothing was stored.`,
      `Make another one at the vendor: ${provider.setup.where}.`,
    );
  await open.place.write(name, after, kept);
  printNote(
    [
      `Stored a new ${nounFor(source)} of "${name}" in ${open.place.where(name)}, before the former one. Both count. ${countsFrom(open.stage)}`,
      ...(flags.generate ? [readItself(open, source)] : []),
      "Next:",
      `  1. ${open.stage === undefined ? "Let" : "In half a minute, let"} the vendor sign with it: ${provider.setup.where}`,
      `  2. ${secretsCall(`rotate ${name} --state`, flags)}   # which one its deliveries match`,
      `  3. ${secretsCall(`rotate ${name} --finish`, flags)}   # removes the former one`,
    ].join("\n"),
  );
  if (flags.json)
    printJson({ source: name, phase: "waiting", secrets: after.length, older: olderCount(provider, after) });
}

function printRotation({ source, kept, flags }: RotatedSource, rotation: Rotation): void {
  const { phase, older, sinceMs, use, unknown } = rotation;
  const time = (ms: number | undefined): string | null =>
    ms === undefined ? null : new Date(ms).toISOString();
  if (flags.json)
    printJson({
      source: source.name,
      phase,
      secrets: kept?.texts.length ?? 0,
      older,
      since: time(sinceMs),
      newestMatched: time(use?.newestAt),
      olderMatched: time(use?.olderAt),
      from: use?.from ?? null,
      unknown: unknown ?? null,
    });
  else for (const line of rotationLines(source.name, rotation, Date.now())) printData(line);
}

const mayFinish = ({ phase }: Rotation): boolean => phase === "finished" || phase === "none";

async function showState(rotated: RotatedSource): Promise<void> {
  const rotation = await rotationNow(rotated);
  const { source, flags } = rotated;
  printRotation(rotated, rotation);
  if (rotation.phase === "finished")
    printNote(`Remove the former one: ${secretsCall(`rotate ${source.name} --finish`, flags)}`);
  if (!mayFinish(rotation)) process.exitCode = exitCodes.no;
}

/** What the end of a rotation leaves to the vendor's retries. */
const retryNote = ({ provider }: Source): readonly string[] =>
  provider.retries?.signed === "once" && provider.retries.hours
    ? [
        `${provider.name} tries a failed delivery again for up to ${provider.retries.hours} h with its first ` +
          "signature: what was signed with a former secret is refused from now on.",
      ]
    : [];

async function finishRotation(rotated: RotatedSource): Promise<void> {
  const { source, open, kept, flags } = rotated;
  const { name, provider } = source;
  const rotation = await rotationNow(rotated);
  if (!mayFinish(rotation) && !flags.force) {
    printRotation(rotated, rotation);
    printNote(
      `Nothing was removed: ${phaseText(rotation)}. ${secretsCall(`rotate ${name} --finish --force`, flags)} does it ` +
        "all the same; what is signed with a former secret is then refused.",
    );
    process.exitCode = exitCodes.no;
    return;
  }
  const texts = kept?.texts ?? [];
  const after = newestOnly(provider, texts);
  const removed = texts.length - after.length;
  if (removed > 0) {
    await open.place.write(name, after, kept);
    printNote(
      [
        `Removed ${removed} former ${nounFor(source)}${removed === 1 ? "" : "s"} of "${name}" from ${open.place.where(name)}; ${after.length} left.`,
        ...retryNote(source),
      ].join("\n"),
    );
  } else printNote(`"${name}" has no former secret: there is nothing to finish.`);
  if (flags.json) printJson({ source: name, phase: "none", removed, secrets: after.length });
}

/** `hookbridge secrets rotate`: leads from a secret to the next one, through a time in which both count. */
export async function rotateSecret(name: string, more: readonly string[], flags: RotateFlags): Promise<void> {
  refuseArguments(more, "secrets rotate <source>");
  if (flags.state && flags.finish)
    throw new BridgeError("wrong-use", "--state only looks, and --finish removes.", "Give one of them.");
  const open = await openSecrets(flags);
  const source = namedSource(open.bridge, name, flags);
  const kept = (await open.place.read([name])).get(name);
  const rotated = { source, open, kept, flags };
  if (flags.state) await showState(rotated);
  else if (flags.finish) await finishRotation(rotated);
  else await beginRotation(rotated);
}
