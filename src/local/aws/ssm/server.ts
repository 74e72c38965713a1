/** A Parameter Store on this machine: the operations that secrets need, with the values in one JSON file. */
import { startAwsJsonServer } from "../aws-json-server.ts";
import { parameterOperations } from "./operations.ts";
import { openParameters } from "./parameters.ts";

/** What `startSsm` needs. */
export interface SsmOptions {
  readonly host: "127.0.0.1";
  /** 0 takes any free port. */
  readonly port: number;
  /** The file with all parameters. It is created at the first write; only its owner can read it. */
  readonly file: string;
  /** The clock: a date, or milliseconds since 1970. */
  readonly now: () => Date | number;
}

/** A running Parameter Store. */
export interface SsmServer {
  readonly url: string;
  close(): Promise<void>;
  /** Writes a SecureString; a known name gets a new version. */
  put(name: string, value: string): void;
  get(name: string): string | undefined;
  /** @returns whether the parameter existed */
  remove(name: string): boolean;
}

/** Starts a Parameter Store; resolves when it listens. */
export async function startSsm({ host, port, file, now }: SsmOptions): Promise<SsmServer> {
  const parameters = openParameters(file, now);
  const operations = parameterOperations(parameters);
  const server = await startAwsJsonServer({ host, port, target: "AmazonSSM", operations });
  return {
    url: server.url,
    close: () => server.close(),
    put: (name, value) => void parameters.put(name, value),
    get: parameters.get,
    remove: parameters.remove,
  };
}
