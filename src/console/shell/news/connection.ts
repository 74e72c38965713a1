/** Whether what is shown is still true. */
import { signal } from "@preact/signals";

/** The connection to the bridge. */
export interface Connection {
  readonly state: "live" | "connecting" | "lost";
  /** When the last news came, in ms since 1970. */
  readonly since?: number | undefined;
  /** Why it is lost, or what can't be followed here. */
  readonly note?: string | undefined;
}

/** What the top bar says of it: what reads the stream sets it. */
export const connection = signal<Connection>({ state: "connecting" });
