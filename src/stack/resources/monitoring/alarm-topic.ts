import { type Deployment, ids } from "../../deployment.ts";
import { policyDocument } from "../../policy.ts";
import { type Resources, ref, sub, type TemplateValue } from "../../template.ts";

/** Whom an alarm tells: the ARN of the account's existing topic, or of the stack's own. */
export const alarmActions = ({ options: { alarms } }: Deployment): readonly TemplateValue[] => [
  alarms?.topic ?? ref(ids.topic),
];

/**
 * The SNS topic of the alarms. It is encrypted only with the deployment's own key, because CloudWatch can't use the key that AWS manages
 * for SNS. Alarms contain no payload.
 */
export function alarmTopic({ prefix, options }: Deployment): Resources {
  const { encryptionKey, alarms } = options;
  return {
    [ids.topic]: {
      Type: "AWS::SNS::Topic",
      Properties: {
        DisplayName: `${prefix} alarms`,
        ...(encryptionKey && { KmsMasterKeyId: encryptionKey }),
      },
    },
    AlarmTopicPolicy: {
      Type: "AWS::SNS::TopicPolicy",
      Properties: {
        Topics: [ref(ids.topic)],
        PolicyDocument: policyDocument([
          {
            Sid: "AlarmsOfThisAccount",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: ref(ids.topic),
            Condition: {
              ArnLike: {
                "aws:SourceArn": sub(
                  `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:*`,
                ),
              },
            },
          },
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: ref(ids.topic),
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ]),
      },
    },
    ...(alarms?.email && {
      AlarmSubscription: {
        Type: "AWS::SNS::Subscription",
        Properties: { TopicArn: ref(ids.topic), Protocol: "email", Endpoint: alarms.email },
      },
    }),
  };
}
