import { type Deployment, ids } from "../deployment.ts";
import { logGroup } from "../log-group.ts";
import { arnOf, getAtt, type Properties, type Resources, ref, sub } from "../template.ts";
import { accessLogGroup, restLogFormat } from "./access-log.ts";
import { domainRecord } from "./domain-record.ts";
import { firewall } from "./firewall.ts";
import { type Door, defaultThrottle, type FrontDoorOf, hookRoute } from "./front-door.ts";

/** Options of the doors that are REST APIs. */
type RestOptions = FrontDoorOf<"rest-api"> | FrontDoorOf<"buffer-first">;

/** A deployment is a snapshot of the API. Its id is a hash of the route, so that a changed route makes a new one. */
function deploymentId(contents: readonly unknown[]): string {
  const text = JSON.stringify(contents);
  let hash = 5_381;
  for (const character of text) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) % 0x1_0000_0000;
  return `RestApiDeployment${hash.toString(16)}`;
}

/** Not a `Ref`: osls would take a deployment that refers to its API by `Ref` for its own, and change the stage's settings. */
const api = sub(`\${${ids.restApi}}`);

function restApiDomain({ domain }: RestOptions): Resources {
  if (!domain) return {};
  return {
    RestApiDomain: {
      Type: "AWS::ApiGateway::DomainName",
      Properties: {
        DomainName: domain.name,
        RegionalCertificateArn: domain.certificate,
        EndpointConfiguration: { Types: ["REGIONAL"] },
        SecurityPolicy: "TLS_1_2",
      },
    },
    RestApiMapping: {
      Type: "AWS::ApiGateway::BasePathMapping",
      Properties: {
        DomainName: ref("RestApiDomain"),
        RestApiId: api,
        Stage: ref("RestApiStage"),
      },
    },
    ...domainRecord(domain, {
      name: getAtt("RestApiDomain", "RegionalDomainName"),
      zone: getAtt("RestApiDomain", "RegionalHostedZoneId"),
    }),
  };
}

function restApiAndMethod(prefix: string, { domain }: RestOptions, method: Properties): Resources {
  return {
    [ids.restApi]: {
      Type: "AWS::ApiGateway::RestApi",
      Properties: {
        Name: prefix,
        Description: "Webhooks come in here",
        EndpointConfiguration: { Types: ["REGIONAL"] },
        // Bodies stay the bytes that were sent.
        BinaryMediaTypes: ["*/*"],
        DisableExecuteApiEndpoint: domain !== undefined,
      },
    },
    RestApiHooks: {
      Type: "AWS::ApiGateway::Resource",
      Properties: {
        RestApiId: api,
        ParentId: getAtt(ids.restApi, "RootResourceId"),
        PathPart: "hooks",
      },
    },
    RestApiSource: {
      Type: "AWS::ApiGateway::Resource",
      Properties: { RestApiId: api, ParentId: ref("RestApiHooks"), PathPart: "{source}" },
    },
    RestApiMethod: { Type: "AWS::ApiGateway::Method", Properties: method },
  };
}

function restApiStage(
  deployment: Deployment,
  { throttle, accessLog }: RestOptions,
  method: Properties,
): Resources {
  const { rate, burst } = throttle ?? defaultThrottle;
  const snapshot = deploymentId([method, hookRoute]);
  return {
    ...(accessLog && { RestApiLogGroup: logGroup(deployment, accessLogGroup(deployment, "rest")) }),
    [snapshot]: {
      Type: "AWS::ApiGateway::Deployment",
      DependsOn: ["RestApiMethod"],
      Properties: { RestApiId: api },
    },
    RestApiStage: {
      Type: "AWS::ApiGateway::Stage",
      Properties: {
        RestApiId: api,
        DeploymentId: ref(snapshot),
        StageName: deployment.stage,
        ...(accessLog && {
          AccessLogSetting: { DestinationArn: arnOf("RestApiLogGroup"), Format: restLogFormat },
        }),
        TracingEnabled: true,
        MethodSettings: [
          { ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
        ],
      },
    },
  };
}

/**
 * A REST API with the one route and a stage, and with a custom domain and a firewall if the options have them.
 * @param integration properties of the route's method that say where requests go
 */
export function restRoute(deployment: Deployment, options: RestOptions, integration: Properties): Door {
  const { prefix, stage } = deployment;
  const { domain } = options;
  const method: Properties = {
    RestApiId: api,
    ResourceId: ref("RestApiSource"),
    HttpMethod: "ANY",
    AuthorizationType: "NONE",
    ...integration,
  };
  const resources: Resources = {
    ...restApiAndMethod(prefix, options, method),
    ...restApiStage(deployment, options, method),
    ...restApiDomain(options),
    ...firewall(prefix, options),
  };
  return domain
    ? { resources, origin: `https://${domain.name}`, publicUrl: `https://${domain.name}` }
    : {
        resources,
        origin: sub(`https://\${${ids.restApi}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${stage}`),
      };
}
