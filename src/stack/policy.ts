import { sub, type TemplateValue } from "./template.ts";

/** One statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: TemplateValue;
  readonly Action: string | readonly string[];
  /** Left out in a role's trust, which is about the role itself. */
  readonly Resource?: TemplateValue;
  readonly Condition?: TemplateValue;
}

/** A policy document as CloudFormation takes it. */
export const policyDocument = (statements: readonly Statement[]): TemplateValue => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ ...statement })),
});

/** Refuses everything that does not come over TLS. */
export const tlsOnly = (service: "sqs" | "s3" | "sns", resource: TemplateValue): Statement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: `${service}:*`,
  Resource: resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** Who may take on a role. */
export const trusts = (service: string): TemplateValue =>
  policyDocument([
    { Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: "sts:AssumeRole" },
  ]);

/** What every function does: write its own log, and send traces, which have no resource to name. */
export const observing = (functionName: string): readonly Statement[] => [
  {
    Sid: "Log",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: sub(
      `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${functionName}:*`,
    ),
  },
  {
    Sid: "Trace",
    Effect: "Allow",
    Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    Resource: "*",
  },
];
