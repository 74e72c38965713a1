import { logicalName, type Resource, ref, type TemplateValue } from "../template.ts";

/** A template as osls compiles it. */
export interface CompiledTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, TemplateValue>>;
  readonly Metadata?: Readonly<Record<string, TemplateValue>>;
}

/** A template that any tool can deploy. */
export interface PlainTemplate extends CompiledTemplate {
  readonly AWSTemplateFormatVersion: string;
  readonly Description: string;
  readonly Parameters: Readonly<
    Record<string, { readonly Type: "String"; readonly Description: string; readonly Default?: string }>
  >;
}

/** The parameter that names the bucket with the functions' code. It has no default. */
export const bucketParameter = "ArtifactBucket";

/** The parameter for the key of an artifact in that bucket. @param artifact name of the zip file: `receive` */
export const keyParameter = (artifact: string): string => `${logicalName(artifact)}Key`;

/** What osls adds for its own bucket, in templates whose artifacts are somewhere else. */
const bucketOfOsls = /^ServerlessDeploymentBucket/;

/** Name of the zip file that osls would upload for a function, without its ending. */
function artifactOf({ Properties = {} }: Resource): string {
  const { S3Key } = (Properties.Code ?? {}) as { readonly S3Key?: TemplateValue };
  const name = typeof S3Key === "string" ? /([^/]+)\.zip$/.exec(S3Key)?.[1] : undefined;
  if (name === undefined) throw new Error(`A function has no zip file: ${JSON.stringify(Properties.Code)}`);
  return name;
}

const withCode = (resource: Resource): Resource =>
  resource.Type === "AWS::Lambda::Function"
    ? {
        ...resource,
        Properties: {
          ...resource.Properties,
          Code: { S3Bucket: ref(bucketParameter), S3Key: ref(keyParameter(artifactOf(resource))) },
        },
      }
    : resource;

const without = <Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !bucketOfOsls.test(name)));

/** Names of the zip files of a template's functions, without their ending. */
export const artifactsOf = ({ Resources }: CompiledTemplate): readonly string[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === "AWS::Lambda::Function")
    .map(artifactOf)
    .sort();

/**
 * The template of osls without its deployment bucket, and with parameters for where the functions' code is.
 * @param stackName the name that the stack must have, because the names of its resources start with it
 * @param keys default key of each artifact
 */
export function plainTemplate(
  compiled: CompiledTemplate,
  stackName: string,
  keys: Readonly<Record<string, string>>,
): PlainTemplate {
  const { Resources, Outputs = {}, Metadata = {} } = compiled;
  const parameters = artifactsOf(compiled).map((artifact) => [
    keyParameter(artifact),
    {
      Type: "String" as const,
      Description: `Key of the code of ${artifact}`,
      ...(keys[artifact] !== undefined && { Default: keys[artifact] }),
    },
  ]);
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Webhooks to EventBridge, for the stack ${stackName}`,
    Metadata,
    Parameters: {
      [bucketParameter]: {
        Type: "String",
        Description: "Name of the bucket with the functions' code, in the stack's region",
      },
      ...Object.fromEntries(parameters),
    },
    Resources: Object.fromEntries(
      Object.entries(without(Resources)).map(([id, resource]) => [id, withCode(resource)]),
    ),
    Outputs: without(Outputs),
  };
}
