import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { secretRoles } from "../../core/provider.ts";
import { secretOf } from "../../core/secret.ts";
import type { Source } from "../../core/source.ts";
import { waitsForPairing } from "./secret-shapes.ts";
import type { LocalSecrets } from "./secrets-file.ts";

async function exists(ssm: SSMClient, name: string): Promise<boolean> {
  try {
    await ssm.send(new GetParameterCommand({ Name: name }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ParameterNotFound") return false;
    throw error;
  }
}

async function remove(ssm: SSMClient, Name: string): Promise<void> {
  try {
    await ssm.send(new DeleteParameterCommand({ Name }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ParameterNotFound") throw error;
  }
}

async function storeOne(
  ssm: SSMClient,
  prefix: string,
  source: Source,
  { secrets, file }: LocalSecrets,
): Promise<string | undefined> {
  const Name = `${prefix}/${source.name}`;
  const list = secrets.get(source.name);
  if (list?.length) {
    await ssm.send(
      new PutParameterCommand({ Name, Value: JSON.stringify(list), Type: "SecureString", Overwrite: true }),
    );
    const roles = secretRoles(source.provider);
    if (!list.some((entry) => secretOf(entry, roles).isBlank)) return undefined;
    return `source "${source.name}" has a blank or placeholder secret in ${file}: it answers 503 until you put the real one there and start again.`;
  }
  // An empty list says "none"; a source that is not named keeps what a pairing or an earlier run gave it.
  if (list) await remove(ssm, Name);
  if (waitsForPairing(source.provider) || (!list && (await exists(ssm, Name)))) return undefined;
  return `source "${source.name}" has no secret in ${file}: it answers 503 until you add "${source.name}": ["<secret>"] there and start again.`;
}

/**
 * Puts the secrets into Parameter Store, where the functions read them.
 * @returns warnings for whoever starts the bridge: source, file and remedy, never a secret
 */
export async function storeSecrets(
  ssm: SSMClient,
  prefix: string,
  sources: ReadonlyMap<string, Source>,
  local: LocalSecrets,
): Promise<readonly string[]> {
  const warnings = await Promise.all(
    Array.from(sources.values(), (source) => storeOne(ssm, prefix, source, local)),
  );
  const strangers = [...local.secrets.keys()].filter((name) => !sources.has(name));
  return [
    ...warnings.filter((warning) => warning !== undefined),
    ...strangers.map(
      (name) => `${local.file} has secrets for "${name}", which bridge.config.ts has no source for.`,
    ),
  ];
}
