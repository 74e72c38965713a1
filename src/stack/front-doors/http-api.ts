import type { DomainOptions } from "../../config/deployment-options.ts";
import { type Deployment, ids } from "../deployment.ts";
import { logGroup } from "../log-group.ts";
import { arnOf, attribute, type Resources, ref, sub } from "../template.ts";
import { accessLogFormat } from "./access-log.ts";
import { domainRecord } from "./domain-record.ts";
import { type Door, defaultThrottle, type FrontDoorOf, hookPath } from "./front-door.ts";

function domainOf(domain: DomainOptions): Resources {
  return {
    HttpApiDomain: {
      Type: "AWS::ApiGatewayV2::DomainName",
      Properties: {
        DomainName: domain.name,
        DomainNameConfigurations: [
          { CertificateArn: domain.certificate, EndpointType: "REGIONAL", SecurityPolicy: "TLS_1_2" },
        ],
      },
    },
    HttpApiMapping: {
      Type: "AWS::ApiGatewayV2::ApiMapping",
      Properties: { ApiId: ref(ids.api), DomainName: ref("HttpApiDomain"), Stage: ref("HttpApiStage") },
    },
    ...domainRecord(domain, {
      name: attribute("HttpApiDomain", "RegionalDomainName"),
      zone: attribute("HttpApiDomain", "RegionalHostedZoneId"),
    }),
  };
}

/** The default: an HTTP API with the one route `ANY /hooks/{source}`. */
export function httpApi(deployment: Deployment, { domain, throttle }: FrontDoorOf<"http-api">): Door {
  const { rate, burst } = throttle ?? defaultThrottle;
  const resources: Resources = {
    [ids.api]: {
      Type: "AWS::ApiGatewayV2::Api",
      Properties: {
        Name: deployment.prefix,
        ProtocolType: "HTTP",
        Description: "Webhooks come in here",
        // Behind a name of your own there is no second way in.
        DisableExecuteApiEndpoint: domain !== undefined,
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
        RouteKey: `ANY ${hookPath}`,
        Target: { "Fn::Join": ["/", ["integrations", ref("HttpApiIntegration")]] },
      },
    },
    HttpApiLogGroup: logGroup(deployment, `/aws/vendedlogs/apigateway/${deployment.prefix}`),
    HttpApiStage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Properties: {
        ApiId: ref(ids.api),
        StageName: "$default",
        AutoDeploy: true,
        AccessLogSettings: {
          DestinationArn: arnOf("HttpApiLogGroup"),
          Format: accessLogFormat,
        },
        DefaultRouteSettings: { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
      },
    },
    HttpApiPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf(ids.receive),
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${ids.api}}/*/*${hookPath}`,
        ),
      },
    },
    ...(domain && domainOf(domain)),
  };
  return domain
    ? { resources, origin: `https://${domain.name}`, publicUrl: `https://${domain.name}` }
    : { resources, origin: attribute(ids.api, "ApiEndpoint") };
}
