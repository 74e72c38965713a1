import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { makeApp } from "../../../src/http/make-app.ts";
import type { BridgePlace } from "../../../src/operate/state.ts";
import { type FakeBridge, makeFakeBridge } from "./fake-bridge.ts";

/** A fake bridge behind the real app, on a port of its own. */
export interface ServedBridge {
  readonly fake: FakeBridge;
  readonly url: string;
  readonly token: string;
  /** Has running.json. */
  readonly dataDirectory: string;
  readonly failures: unknown[];
  /** Breaks all connections, as a bridge does that is killed. */
  breakConnections(): void;
  close(): Promise<void>;
}

/** Serves a fake bridge as `start` serves the real one. */
export const serveFake = (count?: number, place?: Partial<BridgePlace>): Promise<ServedBridge> =>
  serveBridge(makeFakeBridge(count, place));

/** The same for one that is there. */
export async function serveBridge(fake: FakeBridge): Promise<ServedBridge> {
  const failures: unknown[] = [];
  const token = crypto.randomUUID();
  const { app, close } = makeApp({
    bridge: fake.bridge,
    token,
    now: Date.now,
    onFailure: (error) => failures.push(error),
  });
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dataDirectory = mkdtempSync(join(tmpdir(), "hookbridge-running-"));
  writeFileSync(join(dataDirectory, "running.json"), JSON.stringify({ pid: process.pid, url, token }));
  return {
    fake,
    url,
    token,
    dataDirectory,
    failures,
    breakConnections: () => server.closeAllConnections(),
    async close() {
      close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
