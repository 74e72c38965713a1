import { CloudFormationClient, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { child, type Json, parseJson } from "../../core/json/json.ts";

/** The value of `key` in the metadata of a stack's template; undefined without the stack or the key. */
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
    // CloudFormation's error for a stack that does not exist.
    if (error instanceof Error && error.name === "ValidationError") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
