import type { Resource, TemplateValue } from "../template.ts";

interface TemplateParameter {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: TemplateValue;
}

/** A template as osls compiles it. */
export interface CompiledTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, TemplateValue>>;
  readonly Metadata?: Readonly<Record<string, TemplateValue>>;
  /** What the user's own resources need: conditions, mappings, parameters. */
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Conditions?: Readonly<Record<string, TemplateValue>>;
  readonly Mappings?: Readonly<Record<string, TemplateValue>>;
}

/** A template that any tool can deploy. */
export interface PlainTemplate extends CompiledTemplate {
  readonly AWSTemplateFormatVersion: string;
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, TemplateParameter>>;
}

/** The parameter that names the bucket with the functions' code. It has no default. */
const bucketParameter = "ArtifactBucket";

/** The parameter that every key in that bucket starts with. */
const prefixParameter = "ArtifactPrefix";

/** What osls adds for its own bucket, in templates whose artifacts are somewhere else. */
const bucketOfOsls = /^ServerlessDeploymentBucket/;

/** Name of the zip file that osls would upload for a function, without its ending. */
function artifactOf({ Properties = {} }: Resource): string {
  const { S3Key } = (Properties.Code ?? {}) as { readonly S3Key?: TemplateValue };
  const name = typeof S3Key === "string" ? /([^/]+)\.zip$/.exec(S3Key)?.[1] : undefined;
  if (name === undefined) throw new Error(`A function has no zip file: ${JSON.stringify(Properties.Code)}`);
  return name;
}

/** True for a function of the user's whose code is in a container image. */
const isImage = ({ Properties = {} }: Resource): boolean =>
  Object.hasOwn(Object(Properties.Code), "ImageUri");

/** Names of the zip files of a template's functions without their ending, by the functions' logical ids. */
export const artifactsOf = ({ Resources }: CompiledTemplate): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === "AWS::Lambda::Function" && !isImage(resource))
      .map(([id, resource]) => [id, artifactOf(resource)]),
  );

/** Resources or outputs without those of the bucket of osls. */
export const withoutOslsBucket = <Value>(
  record: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !bucketOfOsls.test(name)));

/**
 * The template of osls without its deployment bucket, and with parameters for where the functions' code is. The names of the files
 * are no parameters: tools keep the values that parameters have, and would go on with the old code.
 * @param stackName the name that the stack must have, because the names of its resources start with it
 * @param files name of each function's file in the bucket, by the function's logical id
 */
export function plainTemplate(
  compiled: CompiledTemplate,
  stackName: string,
  files: Readonly<Record<string, string>>,
): PlainTemplate {
  const { Resources, Outputs = {}, Metadata = {}, Parameters, Conditions, Mappings } = compiled;
  const codeOf = (file: string): TemplateValue => ({
    S3Bucket: { Ref: bucketParameter },
    S3Key: { "Fn::Sub": `\${${prefixParameter}}${file}` },
  });
  const resources = Object.entries(withoutOslsBucket(Resources)).map(([id, resource]): [string, Resource] => {
    const file = files[id];
    if (file === undefined) return [id, resource];
    return [id, { ...resource, Properties: { ...resource.Properties, Code: codeOf(file) } }];
  });
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Webhooks to EventBridge, for the stack ${stackName}`,
    Metadata,
    ...(Conditions && { Conditions }),
    ...(Mappings && { Mappings }),
    Parameters: {
      ...Parameters,
      [bucketParameter]: {
        Type: "String",
        Description: "Name of the bucket with the functions' code, in the stack's region",
      },
      [prefixParameter]: {
        Type: "String",
        Description: "What the keys of the functions' code start with",
        Default: `${stackName}/`,
      },
    },
    Resources: Object.fromEntries(resources),
    Outputs: withoutOslsBucket(Outputs),
  };
}
