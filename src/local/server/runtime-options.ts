import type { RunningBridge } from "../../operate/bridge.ts";

/** What answers all requests but webhooks. */
export interface LocalApp {
  readonly app: { fetch(request: Request): Response | Promise<Response> };
  /** Ends what would keep the server from closing. */
  close(): void;
}

/** What an app is made of. */
export interface LocalAppOptions {
  readonly bridge: RunningBridge;
  /** What requests that change something must bring. */
  readonly token: string;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** How to run the bridge on this machine. */
export interface RuntimeOptions {
  readonly configFile: string;
  readonly dataDirectory: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly secretsFile?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Of this package. */
  readonly version?: string | undefined;
  /** Variables of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Makes the API and the page over the running bridge. */
  readonly makeApp: (options: LocalAppOptions) => LocalApp;
  /** Gets lines for people: outcomes of deliveries, and lines of the functions' logs. */
  readonly onLine: (line: string) => void;
  /** Gets each event on a bus as one line of JSON. */
  readonly onEvent: (line: string) => void;
}
