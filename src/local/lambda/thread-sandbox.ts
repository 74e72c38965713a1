import { Worker } from "node:worker_threads";
import { ownModule } from "../../core/own-module.ts";
import type { WorkerReport, WorkerStart } from "./runtime-messages.ts";
import type { Sandbox, SandboxListeners } from "./sandbox.ts";

/** Runs the bridge's own functions in a thread, which starts fast. One that runs out of memory can take the bridge with it. */
export function startThread(
  start: WorkerStart,
  variables: Readonly<Record<string, string>>,
  { onReport, onEnd }: SandboxListeners,
): Sandbox {
  const worker = new Worker(ownModule("./lambda-worker.ts", import.meta.url), {
    name: start.functionName,
    env: { ...variables },
    workerData: start,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.on("message", (report: WorkerReport) => onReport(report));
  worker.on("error", (error: unknown) => {
    const cause = error instanceof Error ? error : new Error(String(error));
    onEnd({ errorType: cause.name, errorMessage: cause.message, ...(cause.stack && { trace: cause.stack }) });
  });
  worker.on("exit", (code) =>
    onEnd({ errorType: "Runtime.ExitError", errorMessage: `Runtime exited with exit status ${code}` }),
  );
  return {
    stdout: worker.stdout,
    stderr: worker.stderr,
    post: (invocation) => worker.postMessage(invocation),
    async end() {
      await worker.terminate();
    },
  };
}
