/** Runs in a thread of a function's process, also while the function's code does not let go of its own thread. */
import { workerData } from "node:worker_threads";

/** What ends the process. */
export interface GuardOptions {
  /** Most memory that it takes. */
  readonly mostBytes: number;
  /** The bridge, without which it has nothing to do. */
  readonly bridgePid: number;
}

const { mostBytes, bridgePid } = workerData as GuardOptions;

/** Short: memory can be taken at gigabytes a second. */
const guardMs = 50;

function isBridgeThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || !isBridgeThere(bridgePid))
    process.kill(process.pid, "SIGKILL");
}, guardMs);
