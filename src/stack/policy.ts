import { type Deployment, isTraced } from "./deployment.ts";
import { ref, sub, type TemplateValue } from "./template.ts";

/** A statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: TemplateValue;
  readonly Action: string | readonly string[];
  /** Absent in a trust policy, which is for the role itself. */
  readonly Resource?: TemplateValue;
  readonly Condition?: TemplateValue;
}

/** A policy document in a template. */
export const policyDocument = (statements: readonly Statement[]): TemplateValue => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ ...statement })),
});

/** Denies every request without TLS. */
export const tlsOnly = (service: "sqs" | "s3" | "sns", resource: TemplateValue): Statement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: `${service}:*`,
  Resource: resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/**
 * The trust policy of a role that a service assumes, for resources of this account only: a service could be told to assume it by another
 * account (confused deputy). Not every service says for which account it acts, and without `IfExists` those could not assume it at all.
 * @param condition further conditions
 */
export const trusts = (
  service: string,
  condition: Readonly<Record<string, TemplateValue>> = {},
): TemplateValue =>
  policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sts:AssumeRole",
      Condition: {
        StringEqualsIfExists: { "aws:SourceAccount": ref("AWS::AccountId") },
        ...condition,
      },
    },
  ]);

/** Permissions of every function: write its own log, and send traces if there are any. X-Ray has no resources to restrict them to. */
export const observing = (deployment: Deployment, name: "receive" | "publish"): readonly Statement[] => [
  {
    Sid: "Log",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: sub(
      `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${deployment.prefix}-${name}:*`,
    ),
  },
  ...(isTraced(deployment)
    ? [
        {
          Sid: "Trace",
          Effect: "Allow",
          Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
          Resource: "*",
        } as const,
      ]
    : []),
];
