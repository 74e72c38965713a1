import { resolve } from "node:path";
import { type Tunnel, tunnelFile } from "../tunnel/start-tunnel.ts";
import type { TunnelName } from "../tunnel/tunnel-programs.ts";
import { type FollowTunnelOptions, followTunnel } from "./live/follow-tunnel.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "./runtime.ts";
import { makeTerminal } from "./terminal.ts";

/** How to run the bridge as a program. */
export interface ServeOptions extends Omit<RuntimeOptions, "onLine" | "onEvent" | "variables" | "now"> {
  readonly json: boolean;
  /** A program that makes a tunnel to the bridge. */
  readonly tunnel?: TunnelName | undefined;
  /** The process: its output, its signals and its exit. */
  readonly process: NodeJS.Process;
  readonly now: () => number;
}

/** The exit code of a program that was interrupted before it had cleaned up, as shells have it for SIGINT. */
const interrupted = 130;

/** Within so many ms a second signal is the first one again: npm passes on Ctrl-C, which the terminal has sent to us as well. */
const oneSignalMs = 1_000;

/** Resolves at the first SIGTERM or SIGINT. A second one means "do not wait". */
function askedToStop(program: NodeJS.Process): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  let stoppedAt: number | undefined;
  const onSignal = (): void => {
    const now = performance.now();
    if (stoppedAt !== undefined && now - stoppedAt > oneSignalMs) program.exit(interrupted);
    stoppedAt ??= now;
    stop();
  };
  program.on("SIGTERM", onSignal);
  program.on("SIGINT", onSignal);
  return promise;
}

/** Starts the tunnel. What has been started ends when it can't be. */
async function openTunnel(
  name: TunnelName,
  runtime: Runtime,
  options: Omit<FollowTunnelOptions, "name" | "bridge">,
): Promise<Tunnel> {
  try {
    return await followTunnel({ ...options, name, bridge: runtime });
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

/**
 * Starts the bridge and runs it until SIGTERM or SIGINT, then answers what is under way and ends the process with 0.
 * @throws BridgeError when it can't start
 */
export async function serve({
  json,
  process: program,
  tunnel: name,
  ...options
}: ServeOptions): Promise<void> {
  const terminal = makeTerminal({
    json,
    out: (text) => program.stdout.write(text),
    error: (text) => program.stderr.write(text),
  });
  const variables = program.env;
  // Before anything is started for nothing.
  if (name !== undefined) tunnelFile(name, variables);
  const onLine = terminal.line;
  const runtime = await startRuntime({ ...options, variables, onLine, onEvent: terminal.event });
  const stopped = askedToStop(program);
  const directory = resolve(options.dataDirectory);
  const opening =
    name === undefined ? undefined : openTunnel(name, runtime, { directory, variables, onLine });
  const opened = await Promise.race([opening, stopped.then(() => "stopped" as const)]);
  if (opened !== "stopped") terminal.ready(runtime);
  await stopped;
  await runtime.close();
  // A program that has opened no tunnel yet ends with the process.
  if (opened !== "stopped") await opened?.close();
  program.exit(0);
}
