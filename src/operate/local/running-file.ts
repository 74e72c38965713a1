import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import { child, parseJson } from "../../core/json/json.ts";

/** What a running bridge writes into its data directory, for this user's own programs. */
export interface RunningFile {
  readonly pid: number;
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** What requests that change something must bring. */
  readonly token: string;
}

/** Name of the file in the data directory. */
const runningFileName = "running.json";

/** What to do where no bridge runs. */
export const startRemedy =
  "Start it in the folder of bridge.config.ts: npx hookbridge start. For a deployed bridge, name its stage: --stage dev";

function textOfFile(path: string, dataDirectory: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new BridgeError(
      "wrong-use",
      `No bridge runs here: there is no ${runningFileName} in ${dataDirectory}.`,
      startRemedy,
    );
  }
}

/** True where a process has this id, whoever's it is. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Reads what a running bridge has written.
 * @throws BridgeError `wrong-use` where no bridge runs
 */
export function readRunningFile(dataDirectory: string): RunningFile {
  const path = join(dataDirectory, runningFileName);
  const value = parseJson(textOfFile(path, dataDirectory))?.value;
  const [pid, url, token] = ["pid", "url", "token"].map((name) => child(value, name));
  if (typeof pid !== "number" || typeof url !== "string" || typeof token !== "string" || !URL.canParse(url))
    throw new BridgeError(
      "wrong-use",
      `${path} is not what a running bridge writes: { pid, url, token }.`,
      "Stop the bridge, delete the file and start again: npx hookbridge start",
    );
  if (!isAlive(pid))
    throw new BridgeError(
      "wrong-use",
      `No bridge runs here: the one that wrote ${path} (process ${pid}) has ended.`,
      startRemedy,
    );
  return { pid, url: url.replace(/\/+$/, ""), token };
}
