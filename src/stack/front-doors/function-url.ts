import { ids } from "../deployment.ts";
import { arnOf, attribute } from "../template.ts";
import type { Door } from "./front-door.ts";

/** The function's own URL: the shortest way in, without routes, access logs and throttling. */
export function functionUrl(): Door {
  return {
    resources: {
      [ids.url]: {
        Type: "AWS::Lambda::Url",
        Properties: { AuthType: "NONE", InvokeMode: "BUFFERED", TargetFunctionArn: arnOf(ids.receive) },
      },
      // Since October 2025 a URL needs both permissions.
      ReceiveUrlPermission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunctionUrl",
          FunctionName: arnOf(ids.receive),
          FunctionUrlAuthType: "NONE",
          Principal: "*",
        },
      },
      ReceiveUrlInvokePermission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunction",
          FunctionName: arnOf(ids.receive),
          InvokedViaFunctionUrl: true,
          Principal: "*",
        },
      },
    },
    // The URL ends in a slash, and the output's path begins with one.
    origin: {
      "Fn::Join": [
        "",
        ["https://", { "Fn::Select": [2, { "Fn::Split": ["/", attribute(ids.url, "FunctionUrl")] }] }],
      ],
    },
  };
}
