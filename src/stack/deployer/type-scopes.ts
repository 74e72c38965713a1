/**
 * The ARNs that CloudFormation touches for each type of resource, from the service on. `{stack}` is the stack's name, with which the
 * names of its resources start; `{stack:24}` its first letters, where CloudFormation shortens generated names; `{Property|default}` every
 * value of that property. An action is allowed on the ARNs of its own service. Where AWS names things by ids, all of them match.
 */
export const typeScopes: Readonly<Record<string, readonly string[]>> = {
  "AWS::ApiGateway::BasePathMapping": ["apigateway:{region}::/domainnames/{DomainName|*}/basepathmappings*"],
  "AWS::ApiGateway::Deployment": ["apigateway:{region}::/restapis/*"],
  "AWS::ApiGateway::DomainName": [
    "apigateway:{region}::/domainnames",
    "apigateway:{region}::/domainnames/{DomainName|*}",
  ],
  "AWS::ApiGateway::Method": ["apigateway:{region}::/restapis/*"],
  "AWS::ApiGateway::Resource": ["apigateway:{region}::/restapis/*"],
  "AWS::ApiGateway::RestApi": [
    "apigateway:{region}::/restapis",
    "apigateway:{region}::/restapis/*",
    "apigateway:{region}::/tags/*",
  ],
  "AWS::ApiGateway::Stage": ["apigateway:{region}::/restapis/*", "apigateway:{region}::/tags/*"],
  "AWS::ApiGatewayV2::Api": [
    "apigateway:{region}::/apis",
    "apigateway:{region}::/apis/*",
    "apigateway:{region}::/tags/*",
  ],
  "AWS::ApiGatewayV2::ApiMapping": ["apigateway:{region}::/domainnames/{DomainName|*}/apimappings*"],
  "AWS::ApiGatewayV2::DomainName": [
    "apigateway:{region}::/domainnames",
    "apigateway:{region}::/domainnames/{DomainName|*}",
    "apigateway:{region}::/tags/*",
  ],
  "AWS::ApiGatewayV2::Integration": ["apigateway:{region}::/apis/*"],
  "AWS::ApiGatewayV2::Route": ["apigateway:{region}::/apis/*"],
  "AWS::ApiGatewayV2::Stage": ["apigateway:{region}::/apis/*", "apigateway:{region}::/tags/*"],
  "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": [
    "chatbot::{account}:chat-configuration/microsoft-teams-channel/{stack}*",
  ],
  "AWS::Chatbot::SlackChannelConfiguration": ["chatbot::{account}:chat-configuration/slack-channel/{stack}*"],
  "AWS::CloudWatch::Alarm": ["cloudwatch:{region}:{account}:alarm:{stack}-*"],
  "AWS::CloudWatch::CompositeAlarm": ["cloudwatch:{region}:{account}:alarm:{stack}-*"],
  "AWS::CloudWatch::Dashboard": ["cloudwatch::{account}:dashboard/{DashboardName|*}"],
  "AWS::DynamoDB::Table": ["dynamodb:{region}:{account}:table/{stack}-*"],
  "AWS::EC2::SecurityGroup": [
    "ec2:{region}:{account}:security-group/*",
    "ec2:{region}:{account}:security-group-rule/*",
    "ec2:{region}:{account}:vpc/{VpcId|*}",
  ],
  "AWS::ElasticLoadBalancingV2::Listener": [
    "elasticloadbalancing:{region}:{account}:loadbalancer/app/{stack}/*",
    "elasticloadbalancing:{region}:{account}:listener/app/{stack}/*",
  ],
  "AWS::ElasticLoadBalancingV2::ListenerRule": [
    "elasticloadbalancing:{region}:{account}:listener/app/{stack}/*",
    "elasticloadbalancing:{region}:{account}:listener-rule/app/{stack}/*",
  ],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": [
    "elasticloadbalancing:{region}:{account}:loadbalancer/app/{stack}/*",
  ],
  "AWS::ElasticLoadBalancingV2::TargetGroup": [
    "elasticloadbalancing:{region}:{account}:targetgroup/{stack}/*",
  ],
  "AWS::EventSchemas::Discoverer": [
    "schemas:{region}:{account}:discoverer/*{stack}-*",
    "events:{region}:{account}:rule/{stack}-*",
  ],
  "AWS::Events::Archive": [
    "events:{region}:{account}:archive/{stack:12}*",
    "events:{region}:{account}:event-bus/{stack}-*",
  ],
  "AWS::Events::EventBus": ["events:{region}:{account}:event-bus/{stack}-*"],
  "AWS::Events::EventBusPolicy": ["events:{region}:{account}:event-bus/{stack}-*"],
  "AWS::Events::Rule": ["events:{region}:{account}:rule/{EventBusName|{stack}-*}/*"],
  "AWS::IAM::ManagedPolicy": [
    "iam::{account}:policy{Path|/}{stack}-*",
    "iam::{account}:role{Path|/}{stack:24}-*",
  ],
  "AWS::IAM::Role": ["iam::{account}:role{Path|/}{stack:24}-*"],
  "AWS::Lambda::Alias": ["lambda:{region}:{account}:function:{stack}-*"],
  "AWS::Lambda::EventInvokeConfig": ["lambda:{region}:{account}:function:{stack}-*"],
  "AWS::Lambda::EventSourceMapping": ["lambda:{region}:{account}:event-source-mapping:*"],
  "AWS::Lambda::Function": ["lambda:{region}:{account}:function:{stack}-*", "s3:::{artifacts}"],
  "AWS::Lambda::Permission": ["lambda:{region}:{account}:function:{stack}-*"],
  "AWS::Lambda::Url": ["lambda:{region}:{account}:function:{stack}-*"],
  "AWS::Lambda::Version": ["lambda:{region}:{account}:function:{stack}-*"],
  "AWS::Logs::Delivery": [
    "logs:{region}:{account}:delivery:*",
    "logs:{region}:{account}:delivery-source:{stack}-*",
    "logs:{region}:{account}:delivery-destination:{stack}-*",
  ],
  "AWS::Logs::DeliveryDestination": ["logs:{region}:{account}:delivery-destination:{stack}-*"],
  "AWS::Logs::DeliverySource": [
    "logs:{region}:{account}:delivery-source:{stack}-*",
    "logs:{region}:{account}:delivery-destination:{stack}-*",
    "events:{region}:{account}:event-bus/{stack}-*",
  ],
  "AWS::Logs::LogGroup": [
    "logs:{region}:{account}:log-group:{LogGroupName|*}",
    "logs:{region}:{account}:log-group:{LogGroupName|*}:*",
  ],
  "AWS::Logs::MetricFilter": ["logs:{region}:{account}:log-group:/aws/*{stack}*"],
  "AWS::Logs::QueryDefinition": ["logs:{region}:{account}:query-definition:*"],
  "AWS::Logs::ResourcePolicy": ["logs:{region}:{account}:log-group:*"],
  "AWS::Route53::RecordSet": ["route53:::hostedzone/{HostedZoneId|*}", "route53:::change/*"],
  "AWS::S3::Bucket": ["s3:::{stack:24}-*"],
  "AWS::S3::BucketPolicy": ["s3:::{stack:24}-*"],
  "AWS::SNS::Subscription": ["sns:{region}:{account}:{stack}-*"],
  "AWS::SNS::Topic": ["sns:{region}:{account}:{stack}-*"],
  "AWS::SNS::TopicPolicy": ["sns:{region}:{account}:{stack}-*"],
  "AWS::SQS::Queue": ["sqs:{region}:{account}:{stack:32}-*"],
  "AWS::SQS::QueuePolicy": ["sqs:{region}:{account}:{stack:32}-*"],
  "AWS::WAFv2::WebACL": ["wafv2:{region}:{account}:regional/webacl/{stack}/*"],
  "AWS::WAFv2::WebACLAssociation": [
    "wafv2:{region}:{account}:regional/webacl/{stack}/*",
    "apigateway:{region}::/restapis/*",
  ],
  "AWS::StepFunctions::StateMachine": ["states:{region}:{account}:stateMachine:{stack}-*"],
};
