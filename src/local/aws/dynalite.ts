/** DynamoDB on this machine: the library dynalite, with its state on disk. */
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { guarded } from "./local-callers.ts";

type CreateServer = (options: { readonly path: string; readonly createTableMs: number }) => Server;

/** The running emulator. */
export interface Dynalite {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts DynamoDB on 127.0.0.1.
 * @param wanted its port; 0 takes any free one
 */
export async function startDynalite(directory: string, wanted: number): Promise<Dynalite> {
  const dynalite = createRequire(import.meta.url)("dynalite") as CreateServer;
  const server = guarded(dynalite({ path: directory, createTableMs: 0 }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
