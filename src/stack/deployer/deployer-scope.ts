import type { CompiledTemplate } from "../plain/plain-template.ts";

/** StatementConditions of a statement, by operator and key. */
export type StatementConditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** A statement of an identity policy. */
export interface AllowStatement {
  readonly Sid?: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: StatementConditions;
}

/** Where the code of the functions is stored. */
export interface CodePlace {
  /** Name of the bucket. */
  readonly bucket: string;
  /** What keys start with there. */
  readonly prefix: string;
  /** True when osls stores it, and deletes what is old. */
  readonly byOsls: boolean;
}

/** Who deploys what, and where. */
export interface DeployerScope {
  readonly stackName: string;
  readonly template: CompiledTemplate;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly code: CodePlace;
}

/** ARN of the functions' code. */
export const artifactArn = ({ partition, code }: DeployerScope): string =>
  `arn:${partition}:s3:::${code.bucket}/${code.prefix}*`;

/** The bucket that osls makes for a stack, and in which it has nothing else. */
export const bucketOfStack = (stackName: string): CodePlace => ({
  bucket: `${stackName.slice(0, 24)}-serverlessdeploymentbuck*`,
  prefix: "",
  byOsls: true,
});
