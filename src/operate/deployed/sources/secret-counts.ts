import { BridgeError } from "../../../core/errors.ts";
import { Secret } from "../../../core/secret.ts";
import type { SecretPlace } from "../../secrets/secret-place.ts";
import type { DeployedContext } from "../context.ts";
import { parameterStore } from "../secrets/parameter-store.ts";
import { secretsManager } from "../secrets/secrets-manager.ts";
import { settingOf } from "../stack/deployed-stack.ts";

function secretsOfStage({ clients, stack, region }: DeployedContext): SecretPlace {
  const store = { prefix: settingOf(stack, "parameterPrefix") ?? "", region, profileFlag: "" };
  return settingOf(stack, "secretStore") === "secrets-manager"
    ? secretsManager({ client: clients.secretsManager, ...store })
    : parameterStore({ client: clients.ssm, ...store });
}

/** What may be told of a source's secrets. */
export interface SecretCount {
  /** Blank ones and placeholders not counted. */
  readonly count: number;
  /** When they were stored, in ms since 1970. */
  readonly storedAt?: number;
}

/**
 * How many secrets each source has, and since when. Nothing else of them is kept.
 * @returns undefined where these credentials may not read them
 */
export async function secretCounts(
  context: DeployedContext,
  sources: readonly string[],
): Promise<ReadonlyMap<string, SecretCount> | undefined> {
  try {
    const kept = await secretsOfStage(context).read(sources);
    return new Map(
      sources.map((source) => {
        const { texts = [], storedAt } = kept.get(source) ?? {};
        const count = texts.filter((text) => !new Secret(text).isBlank).length;
        return [source, { count, ...(storedAt !== undefined && { storedAt }) }];
      }),
    );
  } catch (error) {
    if (error instanceof BridgeError || (error instanceof Error && "$metadata" in error)) return undefined;
    throw error;
  }
}
