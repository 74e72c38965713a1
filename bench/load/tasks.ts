import { cpSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleFiles } from "../../src/stack/bundle/bundle-files.ts";
import { bundling } from "../../src/stack/bundle/esbuild.ts";
import { leanSdk } from "../../src/stack/bundle/lean-sdk.ts";
import { subjectOf } from "../micro/bridge.ts";

const bench = fileURLToPath(new URL("..", import.meta.url));

/** Puts a function into a folder of its own, as it is deployed: one module, or a bundle with its chunks. */
export function deployed(folder: string, name: string, file: string): string {
  const task = join(folder, `task-${name.replaceAll(" ", "-")}`);
  mkdirSync(task, { recursive: true });
  if (basename(file) !== "index.mjs") cpSync(file, join(task, "index.mjs"));
  else for (const path of bundleFiles(file)) cpSync(path, join(task, basename(path)));
  return task;
}

/** The vendor's verifier and SendMessage, bundled as our functions are. */
export async function handWritten(folder: string, queueUrl: string): Promise<string> {
  const outfile = join(folder, "hand-written.mjs");
  const options = JSON.stringify({ secret: subjectOf("github").secret, queueUrl });
  await build({
    ...bundling,
    stdin: {
      contents: `import { toQueue } from "./peers/to-queue.mjs"; export const handler = toQueue(${options});`,
      resolveDir: bench,
    },
    outfile,
    plugins: [leanSdk],
    minify: true,
  });
  return outfile;
}

/** Each round begins with another task; `publish` always follows `receive`, whose messages it takes. */
export function inTurn<Task extends readonly [name: string, task: string]>(
  tasks: readonly Task[],
  round: number,
): readonly Task[] {
  const leading = tasks.filter(([name]) => name !== "publish");
  const first = (round + leading.length) % leading.length;
  return [...leading.slice(first), ...leading.slice(0, first)].flatMap((task) =>
    task[0] === "receive" ? [task, ...tasks.filter(([name]) => name === "publish")] : [task],
  );
}
