// The pipeline in a process of its own: what it shares with other schemes is compiled for its sources alone, as in a Lambda.
import type { Effort } from "../rounds.ts";
import { measurePipeline, type PipelineRows } from "./pipeline.ts";

/** What this process tells its parent. */
export type PipelineNews = { readonly progress: string } | { readonly rows: PipelineRows };

process.once("message", async (effort: Effort) => {
  const tell = (news: PipelineNews): void => void process.send?.(news);
  tell({ rows: await measurePipeline(effort, (progress) => tell({ progress })) });
  process.disconnect();
});
