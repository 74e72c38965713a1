import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { parseJson } from "../../core/json/json.ts";
import { secretOf } from "../../core/secret.ts";
import type { Source } from "../../core/source.ts";
import { secretFaultsOf } from "../../signatures/secret-faults.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { waitsForPairing } from "./secret-shapes.ts";
import type { LocalSecrets } from "./secrets-file.ts";

/** The value of a parameter; undefined when it does not exist. */
async function parameterValue(ssm: SSMClient, Name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return Parameter?.Value ?? "";
  } catch (error) {
    if (error instanceof Error && error.name === "ParameterNotFound") return undefined;
    throw error;
  }
}

async function removeParameter(ssm: SSMClient, Name: string): Promise<void> {
  try {
    await ssm.send(new DeleteParameterCommand({ Name }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ParameterNotFound") throw error;
  }
}

const listIn = (text: string | undefined): readonly string[] => {
  const list = parseJson(text ?? "")?.value;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
};

/** Gets the secrets that a source had and those that it has now, where they differ. */
export type OnReplaced = (source: string, before: readonly string[], after: readonly string[]) => void;

/** Replaces the parameter of a source, and says what it replaced. */
async function putSecrets(
  ssm: SSMClient,
  Name: string,
  list: readonly string[],
  onReplaced: (before: readonly string[], after: readonly string[]) => void,
): Promise<void> {
  const Value = JSON.stringify(list);
  const before = await parameterValue(ssm, Name);
  if (before === Value) return;
  // First what would be lost.
  if (before !== undefined) onReplaced(listIn(before), list);
  if (list.length === 0) await removeParameter(ssm, Name);
  else await ssm.send(new PutParameterCommand({ Name, Value, Type: "SecureString", Overwrite: true }));
}

/** The secrets of a file, and who hears of those that they replace. */
export interface StoredSecrets extends Pick<LocalSecrets, "secrets" | "file"> {
  readonly onReplaced?: OnReplaced;
}

/** @returns warnings, when the source has no usable secret, or doubtful ones */
async function storeSecretsOf(
  source: Source,
  ssm: SSMClient,
  prefix: string,
  { secrets, file, onReplaced = () => {} }: StoredSecrets,
): Promise<readonly string[]> {
  const Name = `${prefix}/${source.name}`;
  const list = secrets.get(source.name);
  // An empty list means "no secret". A source that is not in the file keeps what it has, from a pairing or an earlier run.
  if (list) await putSecrets(ssm, Name, list, (before, after) => onReplaced(source.name, before, after));
  if (list?.length) {
    const roles = secretRoles(source.provider);
    const all = list.map((entry) => secretOf(entry, roles));
    if (all.some(({ isBlank }) => isBlank))
      return [
        `source "${source.name}" has a blank or placeholder secret in ${file}: it answers 503 until you put the real one there.`,
      ];
    return secretFaultsOf(source.provider, all).map(
      ({ place, what, remedy }) =>
        `source "${source.name}": look at its secret${list.length > 1 ? ` number ${place}` : ""} in ${file}. ${what} ${remedy}`,
    );
  }
  if (waitsForPairing(source.provider)) return [];
  if (!list && (await parameterValue(ssm, Name)) !== undefined) return [];
  return [
    `source "${source.name}" has no secret in ${file}: it answers 503 until you add "${source.name}": ["<secret>"] there.`,
  ];
}

/**
 * Writes the secrets into Parameter Store, where the functions read them.
 * @returns warnings with source, file and remedy, never with a secret
 */
export async function storeSecrets(
  ssm: SSMClient,
  prefix: string,
  sources: ReadonlyMap<string, Source>,
  local: StoredSecrets,
): Promise<readonly string[]> {
  const warnings = await Promise.all(
    Array.from(sources.values(), (source) => storeSecretsOf(source, ssm, prefix, local)),
  );
  const unknownNames = [...local.secrets.keys()].filter((name) => !sources.has(name));
  return [
    ...warnings.flat(),
    ...unknownNames.map(
      (name) => `${local.file} has secrets for "${name}", but bridge.config.ts has no source of this name.`,
    ),
  ];
}

/** The secrets of one source as the functions see them; none when there is no parameter. */
export async function readStoredSecrets(ssm: SSMClient, name: string): Promise<readonly string[]> {
  return listIn(await parameterValue(ssm, name));
}
