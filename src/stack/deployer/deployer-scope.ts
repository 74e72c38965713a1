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

/** Who deploys what, and where. */
export interface DeployerScope {
  readonly stackName: string;
  readonly template: CompiledTemplate;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The bucket for the code. Without it, osls makes one. */
  readonly bucket?: string;
}

/** Objects of the functions' code. */
export const artifactArn = ({ partition, bucket, stackName }: DeployerScope): string =>
  bucket === undefined
    ? `arn:${partition}:s3:::${stackName.slice(0, 24)}-serverlessdeploymentbuck*/*`
    : `arn:${partition}:s3:::${bucket}/${stackName}/*`;
