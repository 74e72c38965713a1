import { type Deployment, ids } from "../deployment.ts";
import { arnOf, sub } from "../template.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";
import { restRoute } from "./rest-route.ts";

/** A REST API, which unlike an HTTP API can have a firewall. */
export function restApi(deployment: Deployment, options: FrontDoorOf<"rest-api">): Door {
  const door = restRoute(deployment, options, {
    Integration: {
      Type: "AWS_PROXY",
      IntegrationHttpMethod: "POST",
      Uri: sub(
        `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${ids.receive}.Arn}/invocations`,
      ),
    },
  });
  return {
    ...door,
    resources: {
      ...door.resources,
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
    },
  };
}
