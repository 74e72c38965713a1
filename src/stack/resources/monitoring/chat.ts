import { type Deployment, ids } from "../../deployment.ts";
import { policyDocument, trusts } from "../../policy.ts";
import { type Properties, type Resource, type Resources, ref } from "../../template.ts";

/**
 * What the chat service needs to show an alarm with its graph. Nobody in the channel can do more: the same policy is the guardrail, which
 * AWS would otherwise set to AdministratorAccess.
 */
const reading = policyDocument([
  {
    Sid: "ShowAlarms",
    Effect: "Allow",
    Action: [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "cloudwatch:GetMetricWidgetImage",
    ],
    // CloudWatch has no resources to restrict reading metrics to.
    Resource: "*",
  },
]);

const channel = (Type: string, ConfigurationName: string, where: Properties): Resource => ({
  Type,
  Properties: {
    ConfigurationName,
    ...where,
    IamRoleArn: { "Fn::GetAtt": ["ChatRole", "Arn"] },
    GuardrailPolicies: [ref("ChatPolicy")],
    SnsTopicArns: [ref(ids.topic)],
    // The service's own log would be in us-east-1, where nobody looks for it.
    LoggingLevel: "NONE",
  },
});

/** The alarms' channels in Slack and Microsoft Teams, through AWS's chat service. */
export function chat({ prefix, options: { alarms = {} } }: Deployment): Resources {
  const { slack, teams } = alarms;
  if (!slack && !teams) return {};
  return {
    ChatPolicy: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { Description: `Shows alarms of ${prefix} in a chat`, PolicyDocument: reading },
    },
    ChatRole: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `Shows alarms of ${prefix} in a chat`,
        AssumeRolePolicyDocument: trusts("chatbot"),
        ManagedPolicyArns: [ref("ChatPolicy")],
      },
    },
    ...(slack && {
      SlackChannel: channel("AWS::Chatbot::SlackChannelConfiguration", `${prefix}-alarms`, {
        SlackWorkspaceId: slack.workspace,
        SlackChannelId: slack.channel,
      }),
    }),
    ...(teams && {
      TeamsChannel: channel("AWS::Chatbot::MicrosoftTeamsChannelConfiguration", `${prefix}-alarms-teams`, {
        TeamsTenantId: teams.tenant,
        TeamId: teams.team,
        TeamsChannelId: teams.channel,
      }),
    }),
  };
}
