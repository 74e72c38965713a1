import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import { parseJson } from "../../core/json/json.ts";
import { ownModule } from "../../core/own-module.ts";
import type { FunctionError, WorkerInvocation, WorkerReport, WorkerStart } from "./lambda-worker.ts";

/** A failed invocation, with AWS's error type. The gateway answers it with 500, and a batch stays in the queue. */
export class LambdaFailure extends Error {
  readonly errorType: string;
  /** Where it was thrown. */
  readonly trace: string | undefined;

  constructor(error: FunctionError) {
    super(error.errorMessage);
    this.name = "LambdaFailure";
    this.errorType = error.errorType;
    this.trace = error.trace;
  }
}

/** What an execution environment is made of. */
export interface EnvironmentOptions extends WorkerStart {
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/** One worker thread that takes one invocation at a time. */
export interface ExecutionEnvironment {
  /** Resolves when the module is loaded. @throws LambdaFailure when it can't be loaded */
  readonly ready: Promise<void>;
  readonly alive: boolean;
  /** @throws LambdaFailure when the function fails, crashes or times out */
  invoke(invocation: WorkerInvocation): Promise<unknown>;
  close(): Promise<void>;
}

interface PendingInvocation {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: LambdaFailure) => void;
}

/** Starts the thread with only the function's variables. Its output, line by line, is the function's log. */
function startWorker({ variables, onLine, ...start }: EnvironmentOptions): Worker {
  const { functionName } = start;
  const workerData: WorkerStart = start;
  const worker = new Worker(ownModule("./lambda-worker.ts", import.meta.url), {
    name: functionName,
    env: { ...variables },
    workerData,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
  }
  return worker;
}

function timeoutError({ requestId, timeoutMs }: WorkerInvocation): FunctionError {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

/** Starts an execution environment, which loads the function's module at once. */
export function startEnvironment(options: EnvironmentOptions): ExecutionEnvironment {
  const worker = startWorker(options);
  let alive = true;
  let pending: PendingInvocation | undefined;
  const loaded = Promise.withResolvers<void>();
  loaded.promise.catch(() => {});

  const die = (error: FunctionError): void => {
    alive = false;
    const failure = new LambdaFailure(error);
    loaded.reject(failure);
    pending?.reject(failure);
    pending = undefined;
    void worker.terminate();
  };
  worker.on("message", (message: WorkerReport) => {
    if (message.kind === "ready") return loaded.resolve();
    if (message.kind === "error" && message.requestId === undefined) return die(message.error);
    const waiting = pending;
    pending = undefined;
    if (message.kind === "error") waiting?.reject(new LambdaFailure(message.error));
    else waiting?.resolve(typeof message.result === "string" ? parseJson(message.result)?.value : undefined);
  });
  worker.on("error", (error: unknown) => {
    const cause = error instanceof Error ? error : new Error(String(error));
    die({ errorType: cause.name, errorMessage: cause.message, ...(cause.stack && { trace: cause.stack }) });
  });
  worker.on("exit", (code) => {
    die({ errorType: "Runtime.ExitError", errorMessage: `Runtime exited with exit status ${code}` });
  });

  return {
    ready: loaded.promise,
    get alive() {
      return alive;
    },
    async invoke(invocation) {
      await loaded.promise;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => die(timeoutError(invocation)), invocation.timeoutMs);
      pending = { resolve, reject };
      worker.postMessage(invocation);
      return promise.finally(() => clearTimeout(timer));
    },
    async close() {
      alive = false;
      await worker.terminate();
    },
  };
}
