import type { DoctorCheck } from "../../doctor/finding.ts";
import { secretFindings } from "../../doctor/secret-findings.ts";
import { type CheckedSource, checkSecrets } from "../../secrets/check-secrets.ts";
import type { SecretPlace } from "../../secrets/secret-place.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import { parameterStore } from "../secrets/parameter-store.ts";
import { secretsManager } from "../secrets/secrets-manager.ts";
import { providersOfSources } from "../sources/source-providers.ts";
import { settingOf } from "../stack/deployed-stack.ts";
import type { DeployedSubject } from "./subject.ts";

/** Where the deployed functions read secrets. */
function placeOfSecrets({ clients, stack, region }: DeployedContext): SecretPlace {
  const store = { prefix: settingOf(stack, "parameterPrefix") ?? "", region, profileFlag: "" };
  return settingOf(stack, "secretStore") === "secrets-manager"
    ? secretsManager({ client: clients.secretsManager, ...store })
    : parameterStore({ client: clients.ssm, ...store });
}

/** Deployed sources whose providers' files are at hand. */
async function sourcesWithProviders(context: DeployedContext): Promise<readonly CheckedSource[]> {
  const providers = await providersOfSources(context);
  return Array.from(providers).flatMap(([name, { provider }]) => (provider ? [{ name, provider }] : []));
}

/** Secrets of the stage that are missing or doubtful. */
export const stageSecretsCheck: DoctorCheck<DeployedSubject> = {
  name: "secrets",
  about: "secrets of the sources that are missing or doubtful",
  async run({ context, sameBridge }) {
    const place = placeOfSecrets(context);
    const sources = await sourcesWithProviders(context);
    const kept = await askAws("read the secrets", () => place.read(sources.map(({ name }) => name)));
    return secretFindings(checkSecrets(sources, kept), place, sameBridge);
  },
};
