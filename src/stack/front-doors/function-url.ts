import { ids } from "../deployment.ts";
import { arnOf, getAtt } from "../template.ts";
import type { Door } from "./front-door.ts";

/** The function's own URL. It has no routes, no access log and no throttling. */
export function functionUrl(): Door {
  return {
    resources: {
      [ids.url]: {
        Type: "AWS::Lambda::Url",
        Properties: { AuthType: "NONE", InvokeMode: "BUFFERED", TargetFunctionArn: arnOf(ids.receive) },
      },
      // Since October 2025, a function URL needs both permissions.
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
    // The URL ends in a slash, and the path in the output starts with one.
    origin: {
      "Fn::Join": [
        "",
        ["https://", { "Fn::Select": [2, { "Fn::Split": ["/", getAtt(ids.url, "FunctionUrl")] }] }],
      ],
    },
  };
}
