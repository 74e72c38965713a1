import { paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { paginateDescribeParameters } from "@aws-sdk/client-ssm";
import { askAws } from "../ask-aws.ts";
import type { Orphan, OrphanScene } from "./orphan.ts";

async function namesInParameterStore({
  clients: { ssm: client },
  parameterPrefix,
}: OrphanScene): Promise<readonly string[]> {
  const names: string[] = [];
  const filter = { Key: "Path", Option: "OneLevel", Values: [parameterPrefix] };
  for await (const { Parameters = [] } of paginateDescribeParameters(
    { client },
    { ParameterFilters: [filter] },
  ))
    for (const { Name } of Parameters) if (Name !== undefined) names.push(Name);
  return names;
}

async function namesInSecretsManager({ clients, parameterPrefix }: OrphanScene): Promise<readonly string[]> {
  const names: string[] = [];
  const input = { Filters: [{ Key: "name" as const, Values: [`${parameterPrefix}/`] }] };
  for await (const { SecretList = [] } of paginateListSecrets({ client: clients.secretsManager }, input))
    for (const { Name } of SecretList) if (Name?.startsWith(`${parameterPrefix}/`)) names.push(Name);
  return names;
}

/** Secrets of sources that are neither deployed nor in the configuration at hand. Their values are not read. */
export async function leftSecrets(scene: OrphanScene): Promise<readonly Orphan[]> {
  const { secretStore, parameterPrefix, sources, region } = scene;
  const names = await askAws("look for secrets of former sources", () =>
    secretStore === "ssm" ? namesInParameterStore(scene) : namesInSecretsManager(scene),
  );
  return names.flatMap((name): readonly Orphan[] => {
    const source = name.slice(parameterPrefix.length + 1);
    if (sources.has(source) || source.includes("/")) return [];
    const command =
      secretStore === "ssm"
        ? `aws ssm delete-parameter --region ${region} --name ${name}`
        : `aws secretsmanager delete-secret --region ${region} --secret-id ${name}`;
    return [{ kind: "secret", name, why: `There is no source ${source}.`, command }];
  });
}
