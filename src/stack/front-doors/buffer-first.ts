import { type Deployment, ids } from "../deployment.ts";
import { useKey } from "../encryption.ts";
import { policyDocument, trusts } from "../policy.ts";
import { arnOf, attribute, type Properties, type TemplateValue } from "../template.ts";
import { bufferedTypes, bufferTemplate } from "./buffer-template.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";
import { restRoute } from "./rest-route.ts";

/** What the sender is told, in place of SQS's own words. */
function answer(StatusCode: string, SelectionPattern: string | undefined, body: string): Properties {
  return {
    StatusCode,
    SelectionPattern,
    // Else a template can't be applied: to an API that takes all bodies as bytes, SQS's answer is bytes as well.
    ContentHandling: "CONVERT_TO_TEXT",
    ResponseTemplates: { "application/json": body, "application/xml": body, "text/xml": body },
    ...(StatusCode === "503" && {
      ResponseParameters: { "method.response.header.Retry-After": "'30'" },
    }),
  };
}

const method = (role: TemplateValue, types: readonly string[]): Properties => ({
  MethodResponses: [
    { StatusCode: "200" },
    { StatusCode: "503", ResponseParameters: { "method.response.header.Retry-After": true } },
  ],
  Integration: {
    Type: "AWS",
    IntegrationHttpMethod: "POST",
    Credentials: role,
    Uri: {
      "Fn::Join": [
        "",
        [
          { "Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/" },
          attribute(ids.buffer, "QueueName"),
        ],
      ],
    },
    // Bodies come as base64, so that no byte of them is lost.
    ContentHandling: "CONVERT_TO_TEXT",
    // A request that no template takes must not go to SQS as it came: it could be any call.
    PassthroughBehavior: "NEVER",
    RequestParameters: {
      "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
    },
    RequestTemplates: Object.fromEntries(types.map((type) => [type, bufferTemplate])),
    // The last has no pattern and so takes the rest: whatever is not SQS's 200 is never told as one.
    IntegrationResponses: [answer("200", "200", "{}"), answer("503", undefined, '{"error":"unavailable"}')],
  },
});

/** A REST API that writes requests into a queue as they come; `receive` verifies them from there. */
export function bufferFirst(deployment: Deployment, options: FrontDoorOf<"buffer-first">): Door {
  const door = restRoute(
    deployment,
    options,
    method(arnOf("BufferRole"), [...bufferedTypes, ...(options.contentTypes ?? [])]),
  );
  return {
    ...door,
    resources: {
      ...door.resources,
      BufferRole: {
        Type: "AWS::IAM::Role",
        Properties: {
          Description: `What the front door of ${deployment.prefix} may do`,
          AssumeRolePolicyDocument: trusts("apigateway"),
          Policies: [
            {
              PolicyName: "buffer",
              PolicyDocument: policyDocument([
                { Sid: "Buffer", Effect: "Allow", Action: "sqs:SendMessage", Resource: arnOf(ids.buffer) },
                ...useKey(deployment, ["sqs"]),
              ]),
            },
          ],
        },
      },
    },
  };
}
