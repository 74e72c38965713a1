import { type Deployment, ids } from "../deployment.ts";
import { arnOf, attribute, type Properties, type Resources, ref, sub } from "../template.ts";
import { domainRecord } from "./domain-record.ts";
import { firewall } from "./firewall.ts";
import { type Door, defaultThrottle, type FrontDoorOf, hookPath } from "./front-door.ts";

/** A deployment is a snapshot: a new one is made when what it is of has changed, and its id tells that. */
function deploymentId(contents: readonly unknown[]): string {
  const text = JSON.stringify(contents);
  let hash = 5_381;
  for (const character of text) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) % 0x1_0000_0000;
  return `RestApiDeployment${hash.toString(16)}`;
}

/** Not by Ref: osls looks for a deployment of one, and would put its own settings on the stage after each of ours. */
const api = sub(`\${${ids.restApi}}`);

function domainOf({ domain }: FrontDoorOf<"rest-api">): Resources {
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
      name: attribute("RestApiDomain", "RegionalDomainName"),
      zone: attribute("RestApiDomain", "RegionalHostedZoneId"),
    }),
  };
}

/** A REST API, for what HTTP APIs lack: a firewall. */
export function restApi({ prefix, stage }: Deployment, options: FrontDoorOf<"rest-api">): Door {
  const { domain, throttle } = options;
  const { rate, burst } = throttle ?? defaultThrottle;
  const method: Properties = {
    RestApiId: api,
    ResourceId: ref("RestApiSource"),
    HttpMethod: "ANY",
    AuthorizationType: "NONE",
    Integration: {
      Type: "AWS_PROXY",
      IntegrationHttpMethod: "POST",
      Uri: sub(
        `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${ids.receive}.Arn}/invocations`,
      ),
    },
  };
  const snapshot = deploymentId([method, hookPath]);
  const resources: Resources = {
    [ids.restApi]: {
      Type: "AWS::ApiGateway::RestApi",
      Properties: {
        Name: prefix,
        Description: "Webhooks come in here",
        EndpointConfiguration: { Types: ["REGIONAL"] },
        // Bodies come through as the bytes they are.
        BinaryMediaTypes: ["*/*"],
        DisableExecuteApiEndpoint: domain !== undefined,
      },
    },
    RestApiHooks: {
      Type: "AWS::ApiGateway::Resource",
      Properties: {
        RestApiId: api,
        ParentId: attribute(ids.restApi, "RootResourceId"),
        PathPart: "hooks",
      },
    },
    RestApiSource: {
      Type: "AWS::ApiGateway::Resource",
      Properties: { RestApiId: api, ParentId: ref("RestApiHooks"), PathPart: "{source}" },
    },
    RestApiMethod: { Type: "AWS::ApiGateway::Method", Properties: method },
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
        StageName: stage,
        TracingEnabled: true,
        MethodSettings: [
          { ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
        ],
      },
    },
    RestApiPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf(ids.receive),
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${ids.restApi}}/*/*/hooks/*`,
        ),
      },
    },
    ...domainOf(options),
    ...firewall(prefix, options),
  };
  return domain
    ? { resources, origin: `https://${domain.name}`, publicUrl: `https://${domain.name}` }
    : {
        resources,
        origin: sub(`https://\${${ids.restApi}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${stage}`),
      };
}
