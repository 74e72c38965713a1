import type { EmittedItem } from "./emitter.ts";

/** How to run the bridge on this machine. */
export interface RuntimeOptions {
  readonly configFile: string;
  readonly dataDirectory: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly secretsFile?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Variables of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Gets lines for people: outcomes of deliveries, and lines of the functions' logs. */
  readonly onLine: (line: string) => void;
  readonly onItem: (item: EmittedItem) => void;
}
