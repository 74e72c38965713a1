import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { makeApp } from "../../http/make-app.ts";
import { newToken } from "../../local/server/running-file.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { readRunningFile } from "../../operate/local/running-file.ts";
import { shareStream } from "../../operate/stream/share-stream.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { openBrowser } from "./open-browser.ts";

/** Flags of `console`. */
export interface ConsoleFlags extends BridgeFlags {
  readonly write: boolean;
  readonly port: number;
  readonly open: boolean;
}

/** Says that the page is there. */
function tellReady(url: string, { place }: Pick<RunningBridge, "place">, { json, open }: ConsoleFlags): void {
  const { name, stage, region, account, mayWrite } = place;
  if (json) printData(JSON.stringify({ url, name, stage, region, account, mayWrite }));
  else printData(`ready ${url}`);
  if (open) openBrowser(url);
}

/** @throws where the port is taken */
const listenOn = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

const noteFailure = (error: unknown): void =>
  printNote(`failure   ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);

/** Resolves when the signal comes. */
const untilEnded = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Serves a deployed bridge until it is interrupted. */
async function serveStage(bridge: RunningBridge, signal: AbortSignal, flags: ConsoleFlags): Promise<void> {
  const shared = shareStream(bridge, { now: Date.now, onFailure: noteFailure });
  const { app, close } = makeApp({
    bridge: shared.bridge,
    token: newToken(),
    now: Date.now,
    onFailure: noteFailure,
  });
  const server = createServer(getRequestListener((request) => app.fetch(request)));
  const url = await listenOn(server, flags.port);
  try {
    const { name, stage, region, account, mayWrite } = bridge.place;
    const rights = mayWrite ? "It may be changed from this page" : "For reading only; --write allows changes";
    printNote(`${name} (${stage}) in ${region}, account ${account}. ${rights}; Ctrl-C ends it.`);
    tellReady(url, bridge, flags);
    await untilEnded(signal);
  } finally {
    close();
    server.close();
    server.closeAllConnections();
    await shared.close();
  }
}

/** Prints where the page is, and serves that of a stage until it is interrupted. */
export async function showConsole(flags: ConsoleFlags): Promise<void> {
  const { stage, write, dataDir } = flags;
  await withBridge({ flags, write, ends: true }, async (bridge, signal) => {
    if (stage === undefined) tellReady(readRunningFile(dataDir).url, bridge, flags);
    else await serveStage(bridge, signal, flags);
  });
}
