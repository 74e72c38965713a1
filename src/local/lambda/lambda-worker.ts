/** Runs inside a thread or process of its own: one execution environment of a Lambda function, like AWS's runtime. */
import { functionError } from "./function-error.ts";
import { openChannel } from "./runtime-channel.ts";
import type { WorkerInvocation } from "./runtime-messages.ts";

/** Lambda: bytes of a function's result. */
const largestResult = 6_291_556;

type Handler = (event: unknown, context: object) => unknown;

const { start, report, onInvocation, onUncaught } = await openChannel();
const { functionName, bundle, sourceMaps, memoryMb } = start;

function contextOf({ requestId, timeoutMs, arn }: WorkerInvocation): object {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

/** AWS passes the result on as JSON, so nothing else may get through here either. */
function resultText(result: unknown): string | undefined {
  const text = JSON.stringify(result);
  if (text !== undefined && Buffer.byteLength(text) > largestResult)
    throw new Error(
      `The function returned ${Buffer.byteLength(text)} bytes, and Lambda takes ${largestResult}.`,
    );
  return text;
}

async function runHandler(handler: Handler, invocation: WorkerInvocation): Promise<void> {
  const { requestId } = invocation;
  try {
    const result = resultText(await handler(invocation.event, contextOf(invocation)));
    report({ kind: "result", requestId, result });
  } catch (error) {
    report({ kind: "error", requestId, error: functionError(error) });
  }
}

process.setSourceMapsEnabled(sourceMaps);
onUncaught?.((error) => ({ kind: "error", requestId: undefined, error: functionError(error) }));
try {
  const { handler } = (await import(bundle)) as { readonly handler?: Handler };
  if (typeof handler !== "function") throw new Error(`${bundle} does not export a function named "handler".`);
  onInvocation((invocation) => void runHandler(handler, invocation));
  report({ kind: "ready" });
} catch (error) {
  report({ kind: "error", requestId: undefined, error: functionError(error) });
}
