import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTunnel, type Tunnel } from "../../tunnel/start-tunnel.ts";
import type { TunnelName } from "../../tunnel/tunnel-programs.ts";

/** The running bridge, as far as a tunnel concerns it. */
export interface TunnelledBridge {
  readonly url: string;
  readonly sources: readonly { readonly name: string; readonly url: string }[];
  callFrom(publicUrl: string): Promise<void>;
}

/** A tunnel for a running bridge. */
export interface FollowTunnelOptions {
  readonly name: TunnelName;
  readonly bridge: TunnelledBridge;
  /** The data directory: it keeps the URL, so that the next start can say that it is another one. */
  readonly directory: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
}

function keptText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Starts a tunnel to the running bridge, and makes its URL the one that vendors call, also when it changes. @throws BridgeError */
export async function followTunnel(options: FollowTunnelOptions): Promise<Tunnel> {
  const { name, bridge, directory, variables, onLine } = options;
  const file = join(directory, "tunnel-url");

  async function use(url: string): Promise<void> {
    const before = keptText(file);
    await bridge.callFrom(url);
    writeFileSync(file, `${url}\n`, { mode: 0o600 });
    if (before === undefined || before === url) return;
    onLine(`tunnel    vendors that have ${before} must be given ${url} instead:`);
    for (const source of bridge.sources) onLine(`tunnel      ${source.name}  ${source.url}`);
  }

  const tunnel = await startTunnel({
    name,
    port: Number(new URL(bridge.url).port),
    variables,
    onUrl: (url) => void use(url).catch((error: Error) => onLine(`tunnel    ${error.message}`)),
    onEnd: (why) =>
      onLine(
        `tunnel    ${name} is gone, so vendors can't reach this bridge: ${why}\n  next:  stop the bridge and start it again with --tunnel ${name}`,
      ),
  });
  await use(tunnel.url);
  onLine(`tunnel    ${name}: ${tunnel.url}`);
  return tunnel;
}
