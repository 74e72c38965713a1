import type { Readable } from "node:stream";
import type { FunctionError, WorkerInvocation, WorkerReport } from "./runtime-messages.ts";

/** What hears of a sandbox. */
export interface SandboxListeners {
  readonly onReport: (report: WorkerReport) => void;
  /** It has ended, by itself or because of `end`. Called once. */
  readonly onEnd: (error: FunctionError) => void;
}

/** Where the code of a function runs: a thread, or a process. */
export interface Sandbox {
  readonly stdout: Readable;
  readonly stderr: Readable;
  post(invocation: WorkerInvocation): void;
  end(): Promise<void>;
}
