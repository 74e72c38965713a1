import { type Deployment, ids } from "../../deployment.ts";
import { policyDocument } from "../../policy.ts";
import { type Resources, ref, sub } from "../../template.ts";

/**
 * Where alarms go. Without a key of the deployment's own it has none: CloudWatch may not use AWS's key for SNS, and an alarm
 * holds no payload.
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
