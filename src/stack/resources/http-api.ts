import { type Deployment, ids } from "../deployment.ts";
import { arnOf, type Resources, ref, sub } from "../template.ts";

/** Requests a second that the gateway lets through, on average and at once. */
const throttle = { rate: 500, burst: 1_000 } as const;

/** One line a request. Nothing of it is secret: a token in a path stands in no field that is logged. */
const accessLog = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  latency: "$context.responseLatency",
  ip: "$context.identity.sourceIp",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
} as const;

/** The default front door: an HTTP API with the one route `ANY /hooks/{source}`. */
export function httpApi(deployment: Deployment): Resources {
  return {
    [ids.api]: {
      Type: "AWS::ApiGatewayV2::Api",
      Properties: {
        Name: deployment.prefix,
        ProtocolType: "HTTP",
        Description: "Webhooks come in here",
      },
    },
    HttpApiIntegration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ApiId: ref(ids.api),
        IntegrationType: "AWS_PROXY",
        IntegrationUri: arnOf(ids.receive),
        PayloadFormatVersion: "2.0",
        TimeoutInMillis: 30_000,
      },
    },
    HttpApiRoute: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId: ref(ids.api),
        RouteKey: "ANY /hooks/{source}",
        Target: { "Fn::Join": ["/", ["integrations", ref("HttpApiIntegration")]] },
      },
    },
    HttpApiLogGroup: {
      Type: "AWS::Logs::LogGroup",
      Properties: { LogGroupName: `/aws/vendedlogs/${deployment.prefix}/access`, RetentionInDays: 30 },
    },
    HttpApiStage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Properties: {
        ApiId: ref(ids.api),
        StageName: "$default",
        AutoDeploy: true,
        AccessLogSettings: { DestinationArn: arnOf("HttpApiLogGroup"), Format: JSON.stringify(accessLog) },
        DefaultRouteSettings: { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst },
      },
    },
    HttpApiPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf(ids.receive),
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${ids.api}}/*/*/hooks/{source}`,
        ),
      },
    },
  };
}
