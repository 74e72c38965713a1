import { methodsOf } from "../../core/provider.ts";
import { type Deployment, ids } from "../deployment.ts";
import { useKey } from "../encryption.ts";
import { policyDocument, trusts } from "../policy.ts";
import { arnOf, getAtt, type Properties, type TemplateValue } from "../template.ts";
import { bufferedTypes, bufferTemplate } from "./buffer-template.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";
import { restRoute } from "./rest-route.ts";

/** The answer to the sender, in place of SQS's own. */
function integrationResponse(
  StatusCode: string,
  SelectionPattern: string | undefined,
  body: string,
): Properties {
  return {
    StatusCode,
    SelectionPattern,
    // Without it no template applies: for an API whose bodies are all binary, SQS's answer is binary too.
    ContentHandling: "CONVERT_TO_TEXT",
    ResponseTemplates: { "application/json": body, "application/xml": body, "text/xml": body },
    ...(StatusCode === "503" && {
      ResponseParameters: { "method.response.header.Retry-After": "'30'" },
    }),
  };
}

const sendToBuffer = (role: TemplateValue, types: readonly string[]): Properties => ({
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
          getAtt(ids.buffer, "QueueName"),
        ],
      ],
    },
    // The template gets the body in base64, so that no byte is lost; what comes as text is told apart by its length.
    ContentHandling: "CONVERT_TO_TEXT",
    // Passed through, a request without a template could be any SQS call.
    PassthroughBehavior: "NEVER",
    RequestParameters: {
      "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
    },
    RequestTemplates: Object.fromEntries(types.map((type) => [type, bufferTemplate])),
    // The last one has no pattern, so every answer of SQS other than 200 becomes a 503.
    IntegrationResponses: [
      integrationResponse("200", "200", "{}"),
      integrationResponse("503", undefined, '{"error":"unavailable"}'),
    ],
  },
});

/** What the sources need: every other request would be stored and paid for before it is refused. POST comes first. */
const methodsOfSources = ({ sources }: Deployment): readonly string[] => [
  ...new Set(["POST", ...Array.from(sources.values()).flatMap(({ provider }) => methodsOf(provider))]),
];

/** A REST API that writes requests into a queue unverified. `receive` takes them from there and verifies them. */
export function bufferFirst(deployment: Deployment, options: FrontDoorOf<"buffer-first">): Door {
  const door = restRoute(
    deployment,
    options,
    sendToBuffer(arnOf("BufferRole"), [...bufferedTypes, ...(options.contentTypes ?? [])]),
    methodsOfSources(deployment),
  );
  return {
    ...door,
    resources: {
      ...door.resources,
      BufferRole: {
        Type: "AWS::IAM::Role",
        Properties: {
          Description: `Permissions of the front door of ${deployment.prefix}`,
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
