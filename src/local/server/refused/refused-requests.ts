import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { httpBytes, type RawHttp } from "./raw-http.ts";

/** The last requests that were refused, byte for byte, so that `explain` can say why. They are for the owner of the machine only. */
export interface RefusedRequests {
  keep(id: string, request: RawHttp): void;
  /** The bytes of a request, as HTTP/1.1; undefined where they are not kept. */
  read(id: string): Buffer | undefined;
  has(id: string): boolean;
  /** Ends the watch over their age. */
  close(): void;
}

const mostRefused = 200;
const mostKeptBytes = 100_000_000;
const refusedForMs = 24 * 3_600_000;
const pruneEveryMs = 600_000;

const fileName = /^(req_[A-Za-z0-9-]{1,64})\.http$/;

interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  readonly at: number;
}

/** The files of the folder, the newest first. */
const keptFiles = (folder: string): readonly KeptFile[] =>
  readdirSync(folder)
    .filter((name) => fileName.test(name))
    .map((name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = statSync(path);
      return { path, bytes: size, at: mtimeMs };
    })
    .sort((one, other) => other.at - one.at);

/** Removes what is too old, too many or too much. */
function prune(folder: string, now: number): void {
  let bytes = 0;
  for (const [index, file] of keptFiles(folder).entries()) {
    bytes += file.bytes;
    if (index >= mostRefused || bytes > mostKeptBytes || now - file.at >= refusedForMs)
      rmSync(file.path, { force: true });
  }
}

/** Opens the folder, which only its owner can read. */
export function openRefusedRequests(folder: string, now: () => number): RefusedRequests {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  prune(folder, now());
  const timer = setInterval(() => prune(folder, now()), pruneEveryMs).unref();
  const pathOf = (id: string): string | undefined =>
    fileName.test(`${id}.http`) ? join(folder, `${id}.http`) : undefined;
  const isKept = (path: string | undefined): path is string => {
    const found = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
    return found !== undefined && now() - found.mtimeMs < refusedForMs;
  };
  return {
    keep(id, request) {
      const path = pathOf(id);
      if (path === undefined) return;
      writeFileSync(path, httpBytes(request), { mode: 0o600 });
      prune(folder, now());
    },
    has: (id) => isKept(pathOf(id)),
    read(id) {
      const path = pathOf(id);
      return isKept(path) ? readFileSync(path) : undefined;
    },
    close: () => clearInterval(timer),
  };
}
