import type { DomainOptions } from "../../config/deployment-options.ts";
import { type Deployment, ids } from "../deployment.ts";
import { logGroup } from "../log-group.ts";
import { arnOf, getAtt, type Resources, ref, sub } from "../template.ts";
import { domainRecord } from "./domain-record.ts";
import { type Door, defaultThrottle, type FrontDoorOf, hookRoute } from "./front-door.ts";
import { accessLogFormat, accessLogGroup } from "./logs/access-log.ts";

type HttpApiOptions = FrontDoorOf<"http-api">;

function httpApiDomain(domain: DomainOptions): Resources {
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
      name: getAtt("HttpApiDomain", "RegionalDomainName"),
      zone: getAtt("HttpApiDomain", "RegionalHostedZoneId"),
    }),
  };
}

function apiAndRoute({ prefix }: Deployment, { domain }: HttpApiOptions): Resources {
  return {
    [ids.api]: {
      Type: "AWS::ApiGatewayV2::Api",
      Properties: {
        Name: prefix,
        ProtocolType: "HTTP",
        Description: "Webhooks come in here",
        // With a custom domain, that is the only way in.
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
        RouteKey: `ANY ${hookRoute}`,
        Target: { "Fn::Join": ["/", ["integrations", ref("HttpApiIntegration")]] },
      },
    },
    HttpApiPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf(ids.receive),
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${ids.api}}/*/*${hookRoute}`,
        ),
      },
    },
  };
}

function stageAndLog(deployment: Deployment, { throttle }: HttpApiOptions): Resources {
  const { rate, burst } = throttle ?? defaultThrottle;
  return {
    HttpApiLogGroup: logGroup(deployment, accessLogGroup(deployment, "http")),
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
  };
}

/** The default: an HTTP API with the one route `ANY /hooks/{source}`. */
export function httpApi(deployment: Deployment, options: HttpApiOptions): Door {
  const { domain } = options;
  const resources: Resources = {
    ...apiAndRoute(deployment, options),
    ...stageAndLog(deployment, options),
    ...(domain && httpApiDomain(domain)),
  };
  return domain
    ? { resources, origin: `https://${domain.name}`, publicUrl: `https://${domain.name}` }
    : { resources, origin: getAtt(ids.api, "ApiEndpoint") };
}
