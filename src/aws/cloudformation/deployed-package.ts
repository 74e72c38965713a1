import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  GetTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { child, type Json, parseJson } from "../../core/json/json.ts";

/** The template of a stack as it was deployed, and the text of the events of its package. */
export interface DeployedPackage {
  readonly template: Json;
  /** Undefined where the package has none: an older version, or another tool than osls. */
  readonly events: string | undefined;
}

/** Where the deployment bucket has the events of a package. */
interface EventsPlace {
  /** A name, or the logical id of the bucket. */
  readonly bucket: Json;
  readonly key: string;
}

const at = (value: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>(
    (inner, name) => (inner === undefined ? undefined : child(inner, name)),
    value,
  );

/** Beside the folder of the deployment: `<prefix>/<service>/<stage>/<folder>/receive.zip`. */
function placeOfEvents(template: Json, packageKey: string, functionId: string): EventsPlace | undefined {
  const events = at(template, "Metadata", packageKey, "events");
  const code = at(template, "Resources", functionId, "Properties", "Code");
  const [bucket, key] = [at(code, "S3Bucket"), at(code, "S3Key")];
  if (typeof events !== "string" || typeof key !== "string" || bucket === undefined) return undefined;
  const folder = key.split("/").slice(0, -2).join("/");
  return { bucket, key: `${folder}/events/${events}.json` };
}

/** The name of a bucket that the template names, or of which it has the logical id. */
async function nameOfBucket(
  cloudFormation: CloudFormationClient,
  stackName: string,
  bucket: Json,
): Promise<string | undefined> {
  if (typeof bucket === "string") return bucket;
  const id = at(bucket, "Ref");
  if (typeof id !== "string") return undefined;
  const { StackResourceDetail } = await cloudFormation.send(
    new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: id }),
  );
  return StackResourceDetail?.PhysicalResourceId;
}

/** The text of an object; undefined where there is none. */
async function objectText(region: string, Bucket: string, Key: string): Promise<string | undefined> {
  const s3 = new S3Client({ region });
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return undefined;
    throw error;
  } finally {
    s3.destroy();
  }
}

/**
 * What a stack was deployed from; undefined where there is no such stack.
 * @param packageKey of what the template's metadata says of the package
 * @param functionId logical id of a function, whose code is in the deployment bucket
 */
export async function deployedPackage(
  stackName: string,
  region: string,
  { packageKey, functionId }: { readonly packageKey: string; readonly functionId: string },
): Promise<DeployedPackage | undefined> {
  const cloudFormation = new CloudFormationClient({ region });
  try {
    const { TemplateBody = "" } = await cloudFormation.send(new GetTemplateCommand({ StackName: stackName }));
    const template = parseJson(TemplateBody)?.value ?? null;
    const place = placeOfEvents(template, packageKey, functionId);
    const bucket = place && (await nameOfBucket(cloudFormation, stackName, place.bucket));
    const events = place && bucket ? await objectText(region, bucket, place.key) : undefined;
    return { template, events };
  } catch (error) {
    // CloudFormation's error for a stack that does not exist.
    if (error instanceof Error && error.name === "ValidationError") return undefined;
    throw error;
  } finally {
    cloudFormation.destroy();
  }
}
