import { readdirSync, readFileSync } from "node:fs";

/**
 * Milliseconds of processor time of a process and its threads, to the microsecond. Linux only: `/proc/<pid>/stat` counts in
 * hundredths of a second, which a first event is not much longer than.
 */
export function cpuMsOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // The thread has ended meanwhile.
    }
  }
  return nanoseconds / 1e6;
}
