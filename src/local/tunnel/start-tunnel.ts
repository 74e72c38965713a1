import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { BridgeError } from "../../core/errors.ts";
import { type TunnelName, tunnelPrograms } from "./tunnel-programs.ts";

/** A tunnel to start, and who hears of it. */
export interface TunnelOptions {
  readonly name: TunnelName;
  readonly port: number;
  /** Variables of the process: the program is found on the PATH. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The tunnel has another URL than before. */
  readonly onUrl: (url: string) => void;
  /** The program has ended by itself. @param why its exit, and its last words */
  readonly onEnd: (why: string) => void;
}

/** A running tunnel. */
export interface Tunnel {
  /** Its public URL, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Milliseconds until a tunnel that names no URL is given up, and until a program that does not end is killed. */
const tunnelPatience = { urlMs: 45_000, endMs: 3_000 } as const;

/** Lines of its output that a message has. */
const mostLines = 4;

/** Where a program is; undefined where it is not on the PATH. */
function onPath(name: string, variables: TunnelOptions["variables"]): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (variables.PATH ?? variables.Path ?? "").split(delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * The file of a tunnel's program.
 * @throws BridgeError `wrong-use` where it is not on the PATH
 */
export function tunnelFile(name: TunnelName, variables: TunnelOptions["variables"]): string {
  const file = onPath(name, variables);
  if (file !== undefined) return file;
  const { install, needs } = tunnelPrograms[name];
  throw new BridgeError(
    "wrong-use",
    `--tunnel ${name}: there is no program ${name} on the PATH.`,
    `Install it: ${install} ${needs}`,
  );
}

const tunnelFailure = (name: TunnelName, why: string): BridgeError =>
  new BridgeError(
    "wrong-use",
    `${name} opened no tunnel: ${why}`,
    `${tunnelPrograms[name].needs} Or start another tunnel yourself, and give its URL: --public-url <url>`,
  );

/**
 * Starts a tunnel, and waits for its URL. The program ends with this process.
 * @throws BridgeError `wrong-use` where it opens none
 */
export async function startTunnel(options: TunnelOptions): Promise<Tunnel> {
  const { name, port, variables, onUrl, onEnd } = options;
  const program = tunnelPrograms[name];
  const child = spawn(tunnelFile(name, variables), program.args(port), {
    env: { ...variables },
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C is for the bridge, which answers through the tunnel until its end.
    detached: process.platform !== "win32",
  });
  const ended = once(child, "close");
  const kill = (): void => void child.kill("SIGKILL");
  process.on("exit", kill);
  const lines: string[] = [];
  const opened = Promise.withResolvers<string>();
  let url: string | undefined;
  let closing = false;
  const read = (line: string): void => {
    if (line.trim() !== "") lines.push(line.trim());
    lines.splice(0, lines.length - mostLines);
    const [, found] = program.url.exec(line.trim()) ?? [];
    if (found === undefined || found === url) return;
    if (url === undefined) opened.resolve(found);
    else onUrl(found);
    url = found;
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", read);
  child.on("error", (error) => opened.reject(tunnelFailure(name, error.message)));
  child.on("close", (code, signal) => {
    process.off("exit", kill);
    const why = `it has ended (${signal ?? `exit code ${code}`})${lines.length > 0 ? `. It said: ${lines.join(" / ")}` : ""}`;
    if (url === undefined) opened.reject(tunnelFailure(name, why));
    else if (!closing) onEnd(why);
  });
  async function close(): Promise<void> {
    closing = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const timer = setTimeout(kill, tunnelPatience.endMs);
    await ended.catch(() => {});
    clearTimeout(timer);
  }
  const timer = setTimeout(
    () =>
      opened.reject(
        tunnelFailure(
          name,
          `it named no URL within ${tunnelPatience.urlMs / 1_000} seconds. It said: ${lines.join(" / ") || "nothing"}`,
        ),
      ),
    tunnelPatience.urlMs,
  );
  try {
    return { url: await opened.promise, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
