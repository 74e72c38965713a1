import { checkSecrets } from "../../operate/secrets/check-secrets.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { openSecrets, refuseArguments, secretsCall } from "./open-secrets.ts";
import type { SecretFlags } from "./secret-flags.ts";

/** `hookbridge secrets check`: what is wrong with the secrets of all sources. Ends with 1 if anything is. */
export async function checkAllSecrets(more: readonly string[], flags: SecretFlags): Promise<void> {
  refuseArguments(more, "secrets set <source>");
  const open = await openSecrets(flags);
  const { bridge, place } = open;
  const sources = [...bridge.sources.values()];
  const { findings, notes } = checkSecrets(sources, await place.read([...bridge.sources.keys()]));
  const found = findings.map((finding) => ({
    ...finding,
    where: place.where(finding.source),
    command: secretsCall(`set ${finding.source}`, flags),
  }));
  if (flags.json) printJson({ sources: sources.length, findings: found, notes });
  else
    for (const { source, problem, place: at, what, remedy, command } of found) {
      printData(`${source}: ${problem}${at === undefined || at === 1 ? "" : ` (secret ${at})`}. ${what}`);
      printData(`  next:  ${remedy} ${command}`);
    }
  for (const note of [...(flags.json ? [] : notes), (await open.stageNote()) ?? ""].filter(Boolean))
    printNote(note);
  const all = `${sources.length} source${sources.length === 1 ? "" : "s"}`;
  if (found.length > 0) process.exitCode = exitCodes.no;
  else if (!flags.json) printNote(`The secrets of ${all} are as they should be.`);
}
