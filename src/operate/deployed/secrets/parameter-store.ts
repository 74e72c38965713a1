import {
  GetParameterHistoryCommand,
  GetParametersCommand,
  type ParameterHistory,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { errorName } from "../../../aws/secrets/error-name.ts";
import { storedTexts } from "../../../aws/secrets/stored-texts.ts";
import { BridgeError } from "../../../core/errors.ts";
import { changedMeanwhile, type KeptSecrets, type SecretPlace } from "../../secrets/secret-place.ts";
import { formerOf, type StoredVersion } from "./former-versions.ts";
import { inCalls, type OpenStore, sourceOfName, storedName } from "./stage-store.ts";
import { storeFailure } from "./store-failure.ts";

type ParameterStore = OpenStore<SSMClient>;

/** Names that one call of GetParameters takes. */
const mostNames = 10;
/** Bytes that a standard parameter takes; an advanced one takes twice as many, for money. */
const tierBytes = { standard: 4_096, advanced: 8_192 } as const;

async function storedParameters(
  store: ParameterStore,
  sources: readonly string[],
): Promise<ReadonlyMap<string, KeptSecrets>> {
  const found = new Map<string, KeptSecrets>();
  // One call after another: the functions share the account's few calls a second.
  for (const part of inCalls(sources, mostNames)) {
    const command = new GetParametersCommand({
      Names: part.map((source) => storedName(store, source)),
      WithDecryption: true,
    });
    const { Parameters = [] } = await store.client.send(command).catch((error: unknown) => {
      throw storeFailure(error, {
        what: `The parameters below ${store.prefix}/ in ${store.region} could not be read`,
        permissions: "ssm:GetParameters",
        carriedSecrets: false,
      });
    });
    for (const { Name = "", Value, Version, LastModifiedDate } of Parameters)
      if (Value !== undefined)
        found.set(sourceOfName(store, Name), {
          texts: storedTexts(Value),
          version: String(Version),
          ...(LastModifiedDate && { storedAt: LastModifiedDate.getTime() }),
        });
  }
  return found;
}

/** All versions that Parameter Store keeps, the oldest first. */
async function parameterVersions(
  store: ParameterStore,
  source: string,
): Promise<readonly ParameterHistory[]> {
  const Name = storedName(store, source);
  const all: ParameterHistory[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const command = new GetParameterHistoryCommand({
        Name,
        WithDecryption: true,
        MaxResults: 50,
        ...(NextToken !== undefined && { NextToken }),
      });
      const page = await store.client.send(command);
      all.push(...(page.Parameters ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
  } catch (error) {
    if (errorName(error) === "ParameterNotFound") return [];
    throw storeFailure(error, {
      what: `The history of the parameter ${Name} in ${store.region} could not be read`,
      permissions: "ssm:GetParameterHistory",
      carriedSecrets: false,
    });
  }
  return all.sort((one, other) => (one.Version ?? 0) - (other.Version ?? 0));
}

/** What a parameter is stored with. */
interface ParameterWrite {
  readonly source: string;
  readonly value: string;
  readonly isNew: boolean;
  /** The tier; default: the account's usual one. */
  readonly tier?: "Advanced";
}

function putVersion(store: ParameterStore, { source, value, isNew, tier }: ParameterWrite): Promise<unknown> {
  return store.client.send(
    new PutParameterCommand({
      Name: storedName(store, source),
      Value: value,
      Type: "SecureString",
      Overwrite: !isNew,
      // Without it, a parameter that is overwritten gets the key that AWS manages.
      ...(store.key && { KeyId: store.key }),
      ...(tier && { Tier: tier }),
    }),
  );
}

const refuseSize = (source: string, most: number): BridgeError =>
  new BridgeError(
    "wrong-use",
    `The secrets of the source "${source}" are together larger than the ${most} bytes that its parameter takes. Nothing was stored.`,
    'Remove older ones (npx hookbridge secrets rotate <source> --finish), or keep secrets in Secrets Manager: secrets: { store: "secrets-manager" }.',
  );

/** Stores a value. A parameter that is an advanced one stays so; none becomes one by this. */
async function putInItsTier(store: ParameterStore, write: ParameterWrite): Promise<void> {
  const bytes = Buffer.byteLength(write.value);
  if (bytes > tierBytes.advanced) throw refuseSize(write.source, tierBytes.advanced);
  try {
    await putVersion(store, write);
  } catch (error) {
    // AWS refuses both: what is too large for a standard parameter, and to make a standard one of an advanced one.
    if (errorName(error) !== "ValidationException" || write.isNew || write.tier) throw error;
    const newest = (await parameterVersions(store, write.source)).at(-1);
    if (newest?.Tier !== "Advanced") throw error;
    await putVersion(store, { ...write, tier: "Advanced" });
  }
}

async function storeParameter(store: ParameterStore, change: ParameterWrite): Promise<void> {
  const { source, value } = change;
  try {
    await putInItsTier(store, change);
  } catch (error) {
    const name = errorName(error);
    if (name === "ParameterAlreadyExists") throw changedMeanwhile(source);
    if (name === "ValidationException" && Buffer.byteLength(value) > tierBytes.standard)
      throw refuseSize(source, tierBytes.standard);
    throw storeFailure(error, {
      what: `The secrets of the source "${source}" could not be stored in the parameter ${storedName(store, source)} in ${store.region}`,
      permissions: "ssm:PutParameter",
      carriedSecrets: true,
    });
  }
}

const storedVersion = ({ Value, LastModifiedDate }: ParameterHistory): readonly StoredVersion[] =>
  Value !== undefined && LastModifiedDate ? [{ texts: storedTexts(Value), storedAt: LastModifiedDate }] : [];

/** Secrets in SSM Parameter Store: `<prefix>/<source>`, a SecureString. */
export function parameterStore(store: ParameterStore): SecretPlace {
  const { region, profileFlag } = store;
  return {
    where: (source) => `the SSM parameter ${storedName(store, source)} in ${region}`,
    readCommand: (source) =>
      `aws ssm get-parameter --region ${region}${profileFlag} --name ${storedName(store, source)} --with-decryption --query Parameter.Value --output text`,
    read: (sources) => storedParameters(store, sources),
    async write(source, texts, before) {
      const now = before && (await storedParameters(store, [source])).get(source);
      if (now?.version !== before?.version) throw changedMeanwhile(source);
      await storeParameter(store, { source, value: JSON.stringify(texts), isNew: before === undefined });
    },
    former: async (source) => formerOf((await parameterVersions(store, source)).flatMap(storedVersion)),
  };
}
