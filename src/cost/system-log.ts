import { type Deployment, isTraced } from "../stack/deployment.ts";
import { functionLogs } from "../stack/functions/function-logs.ts";

const id = "8f507cfc-a697-4697-b07a-ac58fc914c95";

/**
 * What Lambda itself writes for an invocation that goes well, as its documentation shows it:
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function systemLines(deployment: Deployment): readonly string[] {
  if (functionLogs.systemLogLevel === "WARN") return [];
  const trace =
    "XRAY TraceId: 1-5e34a614-10bdxmplf1fb44f07bc535a1\tSegmentId: 07f5xmpl2d1f6f85\tSampled: true\t\n";
  return [
    `START RequestId: ${id} Version: $LATEST\n`,
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 1024 MB\tMax Memory Used: 112 MB\t\n`,
    ...(isTraced(deployment) ? [trace] : []),
  ];
}
