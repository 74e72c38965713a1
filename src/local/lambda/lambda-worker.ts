/** Runs inside a worker thread: one execution environment of a Lambda function, like AWS's runtime. */
import { parentPort, workerData } from "node:worker_threads";
import { boundOutput, type OutputLimit } from "./bounded-output.ts";

/** What the thread gets at its start. */
export interface WorkerStart {
  readonly functionName: string;
  /** file: URL of the bundle that exports `handler`. */
  readonly bundle: string;
  /** Whether stack traces name the places of its sources. */
  readonly sourceMaps: boolean;
  /** Most that a call prints; default: all of it. */
  readonly output?: OutputLimit;
}

/** One invocation, as plain data. */
export interface WorkerInvocation {
  readonly requestId: string;
  readonly event: unknown;
  /** The function's timeout in milliseconds. */
  readonly timeoutMs: number;
  readonly arn: string;
}

/** A failure as AWS reports it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: string;
}

/** Messages of the thread: it has loaded the module, or an invocation has ended. */
export type WorkerReport =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly requestId: string; readonly result: unknown }
  | { readonly kind: "error"; readonly requestId: string | undefined; readonly error: FunctionError };

type Handler = (event: unknown, context: object) => unknown;

const { functionName, bundle, sourceMaps, output: outputLimit } = workerData as WorkerStart;
const output = outputLimit && boundOutput([process.stdout, process.stderr], outputLimit);

function report(message: WorkerReport): void {
  parentPort?.postMessage(message);
}

function functionError(error: unknown): FunctionError {
  if (error instanceof Error)
    return {
      errorType: error.name,
      errorMessage: error.message,
      ...(error.stack && { trace: error.stack }),
    };
  return { errorType: "Error", errorMessage: String(error) };
}

function contextOf({ requestId, timeoutMs, arn }: WorkerInvocation): object {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: "512",
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

async function runHandler(handler: Handler, invocation: WorkerInvocation): Promise<void> {
  const { requestId } = invocation;
  output?.begin();
  try {
    // AWS passes the result on as JSON, so nothing else may get through here either.
    const result = JSON.stringify(await handler(invocation.event, contextOf(invocation)));
    output?.end();
    report({ kind: "result", requestId, result });
  } catch (error) {
    output?.end();
    report({ kind: "error", requestId, error: functionError(error) });
  }
}

process.setSourceMapsEnabled(sourceMaps);
try {
  const { handler } = (await import(bundle)) as { readonly handler?: Handler };
  if (typeof handler !== "function") throw new Error(`${bundle} does not export a function named "handler".`);
  parentPort?.on("message", (invocation: WorkerInvocation) => void runHandler(handler, invocation));
  report({ kind: "ready" });
} catch (error) {
  report({ kind: "error", requestId: undefined, error: functionError(error) });
}
