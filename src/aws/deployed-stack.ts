import { CloudFormationClient, GetTemplateSummaryCommand } from "@aws-sdk/client-cloudformation";
import { child, type Json, parseJson } from "../core/json.ts";

/** What stands under `key` in the metadata of a stack's template; undefined when there is no such stack, or nothing of the kind in it. */
export async function deployedMetadata(
  stackName: string,
  region: string,
  key: string,
): Promise<Json | undefined> {
  const client = new CloudFormationClient({ region });
  try {
    const { Metadata } = await client.send(new GetTemplateSummaryCommand({ StackName: stackName }));
    const parsed = Metadata === undefined ? undefined : parseJson(Metadata)?.value;
    return parsed === undefined ? undefined : child(parsed, key);
  } catch (error) {
    // CloudFormation has no error of its own for a stack that does not exist.
    if (error instanceof Error && error.name === "ValidationError") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
