import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Effort } from "../rounds.ts";
import type { PipelineRows } from "./pipeline.ts";
import type { PipelineNews } from "./pipeline-process.ts";

/** Measures `receive` and `publish` without I/O in a process of their own. */
export function measurePipelineApart(
  effort: Effort,
  progress: (what: string) => void,
): Promise<PipelineRows> {
  const child = fork(fileURLToPath(new URL("./pipeline-process.ts", import.meta.url)));
  return new Promise((resolve, reject) => {
    child.on("message", (news: PipelineNews) => {
      if ("progress" in news) progress(news.progress);
      else resolve(news.rows);
    });
    child.once("exit", (code) => reject(new Error(`the pipeline could not be measured: ${code}`)));
    child.send(effort);
  });
}
