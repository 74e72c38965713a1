import { type FSWatcher, readFileSync, unwatchFile, watch, watchFile } from "node:fs";
import { basename, dirname } from "node:path";

/** Milliseconds after a change until the file is read: editors write it in several steps. */
const settleMs = 60;

/** Milliseconds between looks at the file, for file systems that report no changes. */
const lookMs = 1_000;

function watchedText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Calls when the text of a file has changed, also when another file takes its place, as editors do it. One call ends before the next.
 * @param onChange gets the text; undefined where there is no file any more
 * @returns how to stop watching; resolves when no call is under way
 */
export function watchText(
  file: string,
  onChange: (text: string | undefined) => Promise<void>,
): () => Promise<void> {
  let known = watchedText(file);
  let timer: NodeJS.Timeout | undefined;
  let calling = Promise.resolve();
  let stopped = false;
  const look = (): void => {
    const text = watchedText(file);
    if (stopped || text === known) return;
    known = text;
    calling = calling.then(() => onChange(text)).catch(() => {});
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, settleMs);
  };
  let watcher: FSWatcher | undefined;
  try {
    // The folder: a file that is replaced is another one.
    watcher = watch(dirname(file), { persistent: false }, (_, name) => {
      if (name === null || name === basename(file)) soon();
    });
    watcher.on("error", () => watcher?.close());
  } catch {
    // The looks below are enough.
  }
  watchFile(file, { interval: lookMs, persistent: false }, soon);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    watcher?.close();
    unwatchFile(file, soon);
    await calling;
  };
}
