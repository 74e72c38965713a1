import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { ownModule } from "../../core/own-module.ts";
import type { GuardOptions } from "./process-guard.ts";
import type { WorkerInvocation, WorkerReport, WorkerStart } from "./runtime-messages.ts";

/** How the runtime speaks with the bridge. */
export interface RuntimeChannel {
  readonly start: WorkerStart;
  report(report: WorkerReport): void;
  onInvocation(listener: (invocation: WorkerInvocation) => void): void;
  /** Calls with what nobody has caught, and ends the process when it is reported. */
  readonly onUncaught?: (toReport: (error: unknown) => WorkerReport) => void;
}

const threadChannel = (): RuntimeChannel => ({
  start: workerData,
  report: (report) => parentPort?.postMessage(report),
  onInvocation: (listener) => void parentPort?.on("message", listener),
});

function guardProcess(mostMb: number): void {
  const options: GuardOptions = { mostBytes: mostMb * 1_000_000, bridgePid: process.ppid };
  const guard = ownModule("./process-guard.ts", import.meta.url);
  new Worker(guard, { workerData: options, env: {}, execArgv: [] }).unref();
}

/** Lets a write wait until the bridge reads: what waits in memory would be lost with the process, and takes ten times its size. */
function writeSynchronously(): void {
  for (const stream of [process.stdout, process.stderr]) Reflect.get(stream, "_handle")?.setBlocking?.(true);
}

async function processChannel(): Promise<RuntimeChannel> {
  // Ctrl+C reaches all processes of a terminal: the bridge says when this one ends.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  writeSynchronously();
  const send = process.send?.bind(process);
  // In Lambda there is none, and a function that finds it would speak to the bridge.
  Object.assign(process, { send: undefined, disconnect: undefined });
  const [{ mostMb, ...start }] = (await once(process, "message")) as [
    WorkerStart & { readonly mostMb: number },
  ];
  guardProcess(mostMb);
  return {
    start,
    report: (report) => void send?.(report),
    onInvocation: (listener) => void process.on("message", listener),
    onUncaught(toReport) {
      process.on("uncaughtException", (error: unknown) => send?.(toReport(error), () => process.exit(1)));
    },
  };
}

/** The channel of the thread or process that asks. */
export const openChannel = async (): Promise<RuntimeChannel> =>
  isMainThread ? processChannel() : threadChannel();
