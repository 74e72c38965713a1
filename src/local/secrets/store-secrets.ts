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

/** @returns warnings, when the source has no usable secret, or doubtful ones */
async function storeSecretsOf(
  source: Source,
  ssm: SSMClient,
  prefix: string,
  { secrets, file }: LocalSecrets,
): Promise<readonly string[]> {
  const Name = `${prefix}/${source.name}`;
  const list = secrets.get(source.name);
  if (list?.length) {
    await ssm.send(
      new PutParameterCommand({ Name, Value: JSON.stringify(list), Type: "SecureString", Overwrite: true }),
    );
    const roles = secretRoles(source.provider);
    const all = list.map((entry) => secretOf(entry, roles));
    if (all.some(({ isBlank }) => isBlank))
      return [
        `source "${source.name}" has a blank or placeholder secret in ${file}: it answers 503 until you put the real one there and start again.`,
      ];
    return secretFaultsOf(source.provider, all).map(
      ({ place, what, remedy }) =>
        `source "${source.name}": look at its secret${list.length > 1 ? ` number ${place}` : ""} in ${file}. ${what} ${remedy}`,
    );
  }
  // An empty list means "no secret". A source that is not in the file keeps what it has, from a pairing or an earlier run.
  if (list) await removeParameter(ssm, Name);
  if (waitsForPairing(source.provider)) return [];
  if (!list && (await parameterValue(ssm, Name)) !== undefined) return [];
  return [
    `source "${source.name}" has no secret in ${file}: it answers 503 until you add "${source.name}": ["<secret>"] there and start again.`,
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
  local: LocalSecrets,
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
  const list = parseJson((await parameterValue(ssm, name)) ?? "")?.value;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
}
