// A thread that watches a process's processor time twice a millisecond, and stops and continues the process.
import { workerData } from "node:worker_threads";
import { places, type ShareOrder, states } from "./cpu-share.ts";
import { cpuMsOf } from "./cpu-time.ts";

const { pid, share, shared } = workerData as ShareOrder;
const periodMs = 20;
const quota = share * periodMs;
/** Milliseconds between two looks. */
const pause = 0.4;

/** @returns false once the process is gone */
function signal(name: "SIGSTOP" | "SIGCONT"): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function hold(): void {
  let used = cpuMsOf(pid);
  let left = quota;
  let nextPeriod = performance.now() + periodMs;
  let stopped = false;
  Atomics.store(shared, places.state, states.holding);
  while (Atomics.load(shared, places.end) === 0) {
    Atomics.wait(shared, places.sleep, 0, pause);
    const now = cpuMsOf(pid);
    left -= now - used;
    used = now;
    for (const time = performance.now(); time >= nextPeriod; nextPeriod += periodMs)
      left = Math.min(quota, left + quota);
    if (left <= 0 === stopped) continue;
    stopped = !stopped;
    if (!signal(stopped ? "SIGSTOP" : "SIGCONT")) return;
  }
  if (stopped) signal("SIGCONT");
}

try {
  hold();
} catch {
  // The process has ended: there is nothing to hold.
} finally {
  Atomics.store(shared, places.state, states.ended);
}
