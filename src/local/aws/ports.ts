import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

/** True when nothing listens there. */
function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}

/** Ports by name, as an earlier run has kept them. What is no port is as if it were not there. */
function readPorts(file: string): ReadonlyMap<string, number> {
  try {
    const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    return new Map(
      Object.entries(Object(kept)).filter((entry): entry is [string, number] => isPort(entry[1])),
    );
  } catch {
    return new Map();
  }
}

const isPort = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1_024 && Number(value) <= 65_535;

/** Keeps the ports of one data directory, so that its servers have the same addresses at every start. */
export interface KeptPorts {
  /** The port of an earlier run if it is free, else 0. */
  portOf(name: string): Promise<number>;
  /** Keeps the ports of these URLs for the next run. */
  keep(urls: Readonly<Record<string, string | undefined>>): void;
}

/** The ports that are kept in a file. */
export function keptPorts(file: string): KeptPorts {
  const ports = readPorts(file);
  return {
    async portOf(name) {
      const port = ports.get(name) ?? 0;
      return port !== 0 && (await isFree(port)) ? port : 0;
    },
    keep(urls) {
      const used = Object.entries(urls).flatMap(([name, url]) =>
        url ? [[name, Number(new URL(url).port)] as const] : [],
      );
      writeFileSync(file, `${JSON.stringify(Object.fromEntries([...ports, ...used]))}\n`, { mode: 0o600 });
    },
  };
}
