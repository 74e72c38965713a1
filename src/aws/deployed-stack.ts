import { CloudFormationClient, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { child, type Json, parseJson } from "../core/json/json.ts";

/** What stands under `key` in the metadata of a stack's template; undefined when there is no such stack, or nothing of the kind in it. */
export async function deployedMetadata(
  stackName: string,
  region: string,
  key: string,
): Promise<Json | undefined> {
  const client = new CloudFormationClient({ region });
  try {
    const { TemplateBody = "" } = await client.send(new GetTemplateCommand({ StackName: stackName }));
    const metadata = child(parseJson(TemplateBody)?.value ?? null, "Metadata");
    return metadata === undefined ? undefined : child(metadata, key);
  } catch (error) {
    // CloudFormation has no error of its own for a stack that does not exist.
    if (error instanceof Error && error.name === "ValidationError") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
