import { fork } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { ownModule } from "../../core/own-module.ts";
import type { FunctionError, WorkerReport, WorkerStart } from "./runtime-messages.ts";
import type { Sandbox, SandboxListeners } from "./sandbox.ts";

/** What Node.js and the runtime take beside a function's own memory, which in AWS is part of it. */
const runtimeMb = 128;

/** Signals with which a process ends that took too much memory. */
const memorySignals: readonly NodeJS.Signals[] = ["SIGKILL", "SIGABRT", "SIGTRAP"];

const signalNames: Partial<Record<NodeJS.Signals, string>> = { SIGKILL: "killed", SIGABRT: "aborted" };

/** AWS's sentence for a process that has ended, and what it most likely means. */
function exitError(code: number | null, signal: NodeJS.Signals | null, memoryMb: number): FunctionError {
  const errorType = "Runtime.ExitError";
  if (signal === null) return { errorType, errorMessage: `Runtime exited with exit status ${code}` };
  const likely = memorySignals.includes(signal)
    ? `. It has likely taken more memory than its ${memoryMb} MB`
    : "";
  const errorMessage = `Runtime exited with error: signal: ${signalNames[signal] ?? signal}${likely}`;
  return { errorType, errorMessage };
}

/** Runs in the loop after the next one: what the process had printed before is read then. */
const afterOutput = (run: () => void): void => void setImmediate(() => setImmediate(run));

/**
 * Runs a user's function in a process of its own. A thread would not do: one that runs out of memory, kills its process or writes to file
 * descriptor 1 does all that to the bridge.
 */
export function startProcess(
  start: WorkerStart,
  variables: Readonly<Record<string, string>>,
  { onReport, onEnd }: SandboxListeners,
): Sandbox {
  const mostMb = start.memoryMb + runtimeMb;
  const child = fork(fileURLToPath(ownModule("./lambda-worker.ts", import.meta.url)), [], {
    env: { ...variables },
    execArgv: [`--max-old-space-size=${mostMb}`],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  let isEnded = false;
  const end = (error: FunctionError): void => {
    if (isEnded) return;
    isEnded = true;
    afterOutput(() => onEnd(error));
  };
  child.on("message", (report: WorkerReport) => afterOutput(() => onReport(report)));
  // Comes after the last message, so that a crash is named by what it reported.
  child.on("disconnect", () => {
    const ended = (): void => end(exitError(child.exitCode, child.signalCode, start.memoryMb));
    if (isGone()) return ended();
    child.once("exit", ended);
    child.kill("SIGKILL");
  });
  child.on("error", ({ message }) =>
    end({ errorType: "Runtime.ExitError", errorMessage: `The function's process: ${message}` }),
  );
  child.send({ ...start, mostMb }, () => {});
  return {
    stdout: child.stdout as Readable,
    stderr: child.stderr as Readable,
    post: (invocation) => void child.send(invocation, () => {}),
    async end() {
      if (isGone() || child.pid === undefined) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
