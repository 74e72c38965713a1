import { type Deployment, ids, isTraced } from "../deployment.ts";
import { logGroup } from "../log-group.ts";
import { arnOf, getAtt, type Properties, type Resources, ref, sub } from "../template.ts";
import { domainRecord } from "./domain-record.ts";
import { firewall } from "./firewall.ts";
import { type Door, defaultThrottle, type FrontDoorOf, hookRoute } from "./front-door.ts";
import { accessLogGroup, restLogFormat } from "./logs/access-log.ts";

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

/** Ids of the methods by HTTP method: the first has none in its id, as stacks of earlier versions. */
const methodIds = (methods: readonly string[]): ReadonlyMap<string, string> =>
  new Map(methods.map((method, index) => [method, index === 0 ? "RestApiMethod" : `RestApiMethod${method}`]));

function restApiAndResource(prefix: string, { domain }: RestOptions): Resources {
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
  };
}

function restApiStage(
  deployment: Deployment,
  { throttle, accessLog }: RestOptions,
  methods: Resources,
): Resources {
  const { rate, burst } = throttle ?? defaultThrottle;
  const snapshot = deploymentId([...Object.values(methods).map(({ Properties }) => Properties), hookRoute]);
  return {
    ...(accessLog && { RestApiLogGroup: logGroup(deployment, accessLogGroup(deployment, "rest")) }),
    [snapshot]: {
      Type: "AWS::ApiGateway::Deployment",
      DependsOn: Object.keys(methods),
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
        TracingEnabled: isTraced(deployment),
        MethodSettings: [
          { ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
        ],
      },
    },
  };
}

/**
 * A REST API with the one route and a stage, and with a custom domain and a firewall if the options have them.
 * @param integration properties of the route's methods that say where requests go
 * @param httpMethods what the route takes; the gateway refuses others. Default: all
 */
export function restRoute(
  deployment: Deployment,
  options: RestOptions,
  integration: Properties,
  httpMethods: readonly string[] = ["ANY"],
): Door {
  const { prefix, stage } = deployment;
  const { domain } = options;
  const methods: Resources = Object.fromEntries(
    Array.from(methodIds(httpMethods), ([HttpMethod, id]) => [
      id,
      {
        Type: "AWS::ApiGateway::Method",
        Properties: {
          RestApiId: api,
          ResourceId: ref("RestApiSource"),
          HttpMethod,
          AuthorizationType: "NONE",
          ...integration,
        },
      },
    ]),
  );
  const resources: Resources = {
    ...restApiAndResource(prefix, options),
    ...methods,
    ...restApiStage(deployment, options, methods),
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
