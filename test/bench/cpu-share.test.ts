import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { holdToShare, shareOf, whyNoShare } from "../../bench/load/cpu-share.ts";
import { cpuMsOf } from "../../bench/load/cpu-time.ts";

it("gives a function of 1,024 MB 0.58 of a processor, and never more than one", () => {
  expect(shareOf(1_024)).toBeCloseTo(0.58, 2);
  expect(shareOf(3_008)).toBe(1);
});

it("holds a busy process to its share and lets it go, on Linux; elsewhere it says why not", async () => {
  const busy = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
  try {
    const pid = busy.pid ?? 0;
    if (whyNoShare() !== undefined) {
      await expect(holdToShare(pid, 0.1)).rejects.toThrow("Linux only");
      return;
    }
    const held = await holdToShare(pid, 0.1);
    const [cpu, clock] = [cpuMsOf(pid), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 400));
    const share = (cpuMsOf(pid) - cpu) / (performance.now() - clock);
    await held.release();
    // A loaded machine gives it less, never more than a period's share beyond.
    expect(share).toBeLessThan(0.2);
    expect(cpuMsOf(pid)).toBeGreaterThan(cpu);
  } finally {
    busy.kill("SIGKILL");
  }
});
