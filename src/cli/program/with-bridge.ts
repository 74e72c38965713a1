import type { RunningBridge } from "../../operate/bridge.ts";
import { type BridgeFlags, connect } from "./connect.ts";
import { exitCodes } from "./exit-codes.ts";
import { listenForEnd } from "./listen-for-end.ts";

/** What a command does with a running bridge. */
export interface BridgeWork {
  readonly flags: BridgeFlags;
  /** True for a command that changes something. */
  readonly write?: boolean;
  /** True where the work itself ends soon after the signal, and still has something to say; else an interruption does not wait for it. */
  readonly ends?: boolean;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

async function connectAndWork(
  { flags, write = false, ends = false }: BridgeWork,
  work: (bridge: RunningBridge, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const bridge = await Promise.race([connect(flags, write), aborted(signal)]);
  // Nothing is open yet, and what connects can't be stopped otherwise.
  if (!bridge) return process.exit(exitCodes.interrupted);
  try {
    const working = work(bridge, signal);
    await (ends ? working : Promise.race([working, aborted(signal)]));
  } catch (error) {
    // What fails because it was interrupted is no failure.
    if (!signal.aborted) throw error;
  } finally {
    await bridge.close();
  }
}

/**
 * Connects to the bridge that the flags name, does the work, and closes what was opened, also when it is interrupted: the exit code is
 * 130 then, and 0 where only the reader of the output has gone.
 */
export async function withBridge(
  how: BridgeWork,
  work: (bridge: RunningBridge, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { signal, stop } = listenForEnd();
  try {
    await connectAndWork(how, work, signal);
  } finally {
    stop();
  }
  if (signal.aborted) process.exitCode = signal.reason === "closed" ? exitCodes.done : exitCodes.interrupted;
}
