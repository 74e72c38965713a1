import { createInterface } from "node:readline";
import { parseJson } from "../../core/json/json.ts";
import { type BoundedOutput, boundOutput, type OutputLimit } from "./bounded-output.ts";
import { startProcess } from "./process-sandbox.ts";
import type { FunctionError, WorkerInvocation, WorkerReport, WorkerStart } from "./runtime-messages.ts";
import type { Sandbox } from "./sandbox.ts";
import { startThread } from "./thread-sandbox.ts";

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
  /** The function's log, line by line. */
  readonly onLine: (line: string) => void;
  /** Runs it in a process, of which a call prints so much at most; default: in a thread, which prints all. */
  readonly output?: OutputLimit;
  /** Time in which the module must be loaded. */
  readonly loadMs: number;
}

/** One thread or process that takes one invocation at a time. */
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

/** Reads what a function prints. */
function followOutput({ stdout, stderr }: Sandbox, { onLine, output }: EnvironmentOptions): BoundedOutput {
  if (output) return boundOutput([stdout, stderr], output, onLine);
  for (const input of [stdout, stderr])
    createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
  return { begin() {}, end() {} };
}

const timeoutError = (what: string, ms: number): FunctionError => ({
  errorType: "Sandbox.Timedout",
  errorMessage: `${what} timed out after ${(ms / 1000).toFixed(2)} seconds`,
});

/** Starts an execution environment, which loads the function's module at once. */
export function startEnvironment(options: EnvironmentOptions): ExecutionEnvironment {
  const { variables, onLine: _, output: limit, loadMs, ...start } = options;
  let death: LambdaFailure | undefined;
  let pending: PendingInvocation | undefined;
  const loaded = Promise.withResolvers<void>();
  loaded.promise.catch(() => {});

  const die = (error: FunctionError): void => {
    if (death) return;
    death = new LambdaFailure(error);
    clearTimeout(loading);
    output.end();
    loaded.reject(death);
    pending?.reject(death);
    pending = undefined;
    void sandbox.end();
  };
  const settle = (report: Exclude<WorkerReport, { kind: "ready" }>): void => {
    const waiting = pending;
    pending = undefined;
    output.end();
    if (report.kind === "error") waiting?.reject(new LambdaFailure(report.error));
    else waiting?.resolve(typeof report.result === "string" ? parseJson(report.result)?.value : undefined);
  };
  const onReport = (report: WorkerReport): void => {
    if (report.kind === "ready") {
      clearTimeout(loading);
      loaded.resolve();
    } else if (report.kind === "error" && report.requestId === undefined) die(report.error);
    else settle(report);
  };
  const sandbox = (limit ? startProcess : startThread)(start, variables, { onReport, onEnd: die });
  const output = followOutput(sandbox, options);
  const loading = setTimeout(() => die(timeoutError("Loading the function's module", loadMs)), loadMs);

  return {
    ready: loaded.promise,
    get alive() {
      return death === undefined;
    },
    async invoke(invocation) {
      await loaded.promise;
      if (death) throw death;
      const { requestId, timeoutMs } = invocation;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(
        () => die(timeoutError(`RequestId: ${requestId} Error: Task`, timeoutMs)),
        timeoutMs,
      );
      pending = { resolve, reject };
      output.begin();
      sandbox.post(invocation);
      return promise.finally(() => clearTimeout(timer));
    },
    async close() {
      die({ errorType: "Runtime.ExitError", errorMessage: "The function was stopped." });
      await sandbox.end();
    },
  };
}
