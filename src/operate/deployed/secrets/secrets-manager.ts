import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  type SecretsManagerClient,
  type SecretVersionsListEntry,
  UpdateSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { errorName } from "../../../aws/secrets/error-name.ts";
import { storedTexts } from "../../../aws/secrets/stored-texts.ts";
import { BridgeError } from "../../../core/errors.ts";
import { changedMeanwhile, type KeptSecrets, type SecretPlace } from "../../secrets/secret-place.ts";
import { formerOf, type StoredVersion } from "./former-versions.ts";
import { inCalls, type OpenStore, sourceOfName, storedName } from "./stage-store.ts";
import { storeFailure } from "./store-failure.ts";

type SecretsStore = OpenStore<SecretsManagerClient>;

/** Secrets that one call of BatchGetSecretValue takes. */
const mostInBatch = 20;
/** Former versions that are looked at, the newest ones: each is a call. */
const mostVersions = 20;

/** The error of a secret that does not exist. */
const secretNotFound = "ResourceNotFoundException";

const deletedSecret = ({ region, profileFlag }: SecretsStore, name: string): BridgeError =>
  new BridgeError(
    "secret-store-failed",
    `The secret ${name} in ${region} is about to be deleted.`,
    `Restore it: aws secretsmanager restore-secret --region ${region}${profileFlag} --secret-id ${name}`,
  );

async function readPart(
  store: SecretsStore,
  sources: readonly string[],
): Promise<readonly (readonly [string, KeptSecrets])[]> {
  const what = `The secrets below ${store.prefix}/ in ${store.region} could not be read`;
  const permissions = "secretsmanager:BatchGetSecretValue and secretsmanager:GetSecretValue";
  const command = new BatchGetSecretValueCommand({
    SecretIdList: sources.map((source) => storedName(store, source)),
  });
  const { SecretValues = [], Errors = [] } = await store.client.send(command).catch((error: unknown) => {
    throw storeFailure(error, { what, permissions, carriedSecrets: false });
  });
  for (const { SecretId = "", ErrorCode } of Errors) {
    if (ErrorCode === secretNotFound) continue;
    if (ErrorCode === "InvalidRequestException") throw deletedSecret(store, SecretId);
    throw new BridgeError(
      "secret-store-failed",
      `${what}: ${SecretId} (${ErrorCode}).`,
      `Your principal needs ${permissions}, and the use of the secret's key.`,
    );
  }
  return SecretValues.flatMap(({ Name = "", SecretString, VersionId = "", CreatedDate }) =>
    SecretString === undefined
      ? []
      : [
          [
            sourceOfName(store, Name),
            {
              texts: storedTexts(SecretString),
              version: VersionId,
              ...(CreatedDate && { storedAt: CreatedDate.getTime() }),
            },
          ] as const,
        ],
  );
}

async function readStored(
  store: SecretsStore,
  sources: readonly string[],
): Promise<ReadonlyMap<string, KeptSecrets>> {
  const found = new Map<string, KeptSecrets>();
  for (const part of inCalls(sources, mostInBatch))
    for (const [source, kept] of await readPart(store, part)) found.set(source, kept);
  return found;
}

async function storeSecret(
  store: SecretsStore,
  source: string,
  SecretString: string,
  isNew: boolean,
): Promise<void> {
  const name = storedName(store, source);
  // A secret keeps the key that it was made with, unless it is told another one.
  const encryption = store.key === undefined ? {} : { KmsKeyId: store.key };
  try {
    if (isNew) await store.client.send(new CreateSecretCommand({ Name: name, SecretString, ...encryption }));
    else await store.client.send(new UpdateSecretCommand({ SecretId: name, SecretString, ...encryption }));
  } catch (error) {
    if (errorName(error) === "ResourceExistsException") throw changedMeanwhile(source);
    if (errorName(error) === "InvalidRequestException") throw deletedSecret(store, name);
    throw storeFailure(error, {
      what: `The secrets of the source "${source}" could not be stored in the secret ${name} in ${store.region}`,
      permissions: `secretsmanager:${isNew ? "CreateSecret" : "UpdateSecret"}`,
      carriedSecrets: true,
    });
  }
}

/** The versions that Secrets Manager keeps, the oldest first. */
async function secretVersions(
  store: SecretsStore,
  source: string,
): Promise<readonly SecretVersionsListEntry[]> {
  const all: SecretVersionsListEntry[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListSecretVersionIdsCommand({
      SecretId: storedName(store, source),
      IncludeDeprecated: true,
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await store.client.send(command);
    all.push(...(page.Versions ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  const timeOf = ({ CreatedDate }: SecretVersionsListEntry): number => CreatedDate?.getTime() ?? 0;
  return all.sort((one, other) => timeOf(one) - timeOf(other)).slice(-mostVersions);
}

async function storedVersions(store: SecretsStore, source: string): Promise<readonly StoredVersion[]> {
  const stored: StoredVersion[] = [];
  for (const { VersionId, CreatedDate } of await secretVersions(store, source)) {
    if (VersionId === undefined || !CreatedDate) continue;
    const command = new GetSecretValueCommand({ SecretId: storedName(store, source), VersionId });
    // AWS deletes old versions when it likes.
    const { SecretString } = await store.client.send(command).catch((error: unknown) => {
      if (errorName(error) === secretNotFound) return { SecretString: undefined };
      throw error;
    });
    if (SecretString !== undefined) stored.push({ texts: storedTexts(SecretString), storedAt: CreatedDate });
  }
  return stored;
}

/** Secrets in AWS Secrets Manager: `<prefix>/<source>`, a secret string. */
export function secretsManager(store: SecretsStore): SecretPlace {
  const { region, profileFlag } = store;
  return {
    where: (source) => `the secret ${storedName(store, source)} of Secrets Manager in ${region}`,
    readCommand: (source) =>
      `aws secretsmanager get-secret-value --region ${region}${profileFlag} --secret-id ${storedName(store, source)} --query SecretString --output text`,
    read: (sources) => readStored(store, sources),
    async write(source, texts, before) {
      const now = before && (await readStored(store, [source])).get(source);
      if (now?.version !== before?.version) throw changedMeanwhile(source);
      await storeSecret(store, source, JSON.stringify(texts), before === undefined);
    },
    async former(source) {
      try {
        return formerOf(await storedVersions(store, source));
      } catch (error) {
        if (errorName(error) === secretNotFound) return [];
        throw storeFailure(error, {
          what: `Former versions of the secret ${storedName(store, source)} in ${region} could not be read`,
          permissions: "secretsmanager:ListSecretVersionIds and secretsmanager:GetSecretValue",
          carriedSecrets: false,
        });
      }
    },
  };
}
