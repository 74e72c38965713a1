import type { Source } from "../../core/source.ts";
import { roleIn, withReplaced } from "../../operate/secrets/secret-list.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { printJson, printNote } from "../program/output.ts";
import { acceptedSecrets, type EntryFlags, nounFor } from "./accepted-secrets.ts";
import { namedSource, type OpenSecrets, openSecrets, refuseArguments, secretsCall } from "./open-secrets.ts";
import type { SecretFlags } from "./secret-flags.ts";

interface SetFlags extends SecretFlags, EntryFlags {}

/** When a stored secret counts. */
export const countsFrom = (stage: string | undefined): string =>
  stage === undefined
    ? "The bridge on this machine uses it at once, if it runs."
    : "The functions look for it when a request matches none that they know, half a minute after they looked last.";

/** How the owner gets at a secret that nobody has seen yet. */
export const readItself = ({ place }: OpenSecrets, { name }: Source): string =>
  `It is shown nowhere. Read it yourself, and set it at the vendor:\n  ${place.readCommand(name)}`;

/** What is worth knowing once the secret is stored. */
function notesOnSet(
  source: Source,
  flags: SetFlags,
  lists: { readonly before: readonly string[]; readonly after: readonly string[] },
): readonly string[] {
  const roles = secretRoles(source.provider);
  const replaced = lists.before.filter((text) => !lists.after.includes(text)).length;
  const isRoleless = lists.after.some((text) => roleIn(source.provider, text) === undefined);
  return [
    ...(replaced > 0
      ? [
          `It replaces ${replaced === 1 ? "a former one, which counts" : `${replaced} former ones, which count`} no ` +
            `more. To keep both while the vendor changes: ${secretsCall(`rotate ${source.name}`, flags)}`,
        ]
      : []),
    ...(roles.length > 0 && isRoleless
      ? [`A secret without a role is used for every kind. --role gives it one of: ${roles.join(", ")}.`]
      : []),
  ];
}

/** `hookbridge secrets set`: stores the secret of a source in place of the one before. */
export async function setSecret(name: string, more: readonly string[], flags: SetFlags): Promise<void> {
  refuseArguments(more, "secrets set <source>");
  const open = await openSecrets(flags);
  const { place, stage } = open;
  const source = namedSource(open.bridge, name, flags);
  const role = flags.role === undefined ? "" : ` --role ${flags.role}`;
  const entered = await acceptedSecrets(source, flags, secretsCall(`set ${name}${role}`, flags));
  const kept = (await place.read([name])).get(name);
  const after = withReplaced(source.provider, kept?.texts ?? [], entered);
  await place.write(name, after, kept);
  const stageNote = await open.stageNote();
  const noun = entered.length === 1 ? nounFor(source) : `${nounFor(source)}s`;
  printNote(`Stored ${entered.length} ${noun} of "${name}" in ${place.where(name)}. ${countsFrom(stage)}`);
  if (flags.generate) printNote(readItself(open, source));
  for (const note of notesOnSet(source, flags, { before: kept?.texts ?? [], after })) printNote(note);
  if (stageNote !== undefined) printNote(stageNote);
  if (flags.json)
    printJson({ source: name, where: place.where(name), stored: entered.length, secrets: after.length });
}
