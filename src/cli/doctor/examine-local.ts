import { connect as connectSocket } from "node:net";
import { BridgeError } from "../../core/errors.ts";
import { diagnose } from "../../operate/doctor/diagnose.ts";
import { localChecks } from "../../operate/doctor/local/local-checks.ts";
import { timeOfServer } from "../../operate/doctor/server-time.ts";
import { openLocalBridge } from "../../operate/local/local-bridge.ts";
import { localSecrets, secretFilesIn } from "../../operate/secrets/local-secrets.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { packageFacts } from "../program/package-facts.ts";
import type { Examination } from "./examination.ts";

/** What a call gives, or the error that it is. */
export async function orBridgeError<Value>(call: () => Promise<Value>): Promise<Value | BridgeError> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof BridgeError) return error;
    throw error;
  }
}

/** Flags of `doctor`. */
export interface DoctorFlags extends BridgeFlags {
  /** The port that `start` is to take. */
  readonly port: number;
}

/** True where something listens on a port of this machine. */
const isPortTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectSocket({ host: "127.0.0.1", port, timeout: 1_000 });
    const end = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });

/** Where the time is asked for: AWS answers everybody, and an endpoint of its own is asked instead where there is one. */
export const timeUrl = (): string => process.env.AWS_ENDPOINT_URL ?? "https://sts.amazonaws.com/";

/** Looks at the bridge on this machine. */
export async function examineLocal({ config, dataDir, port }: DoctorFlags): Promise<Examination> {
  const [bridge, running, taken] = await Promise.all([
    orBridgeError(() => loadBridge(config)),
    orBridgeError(() => openLocalBridge({ dataDirectory: dataDir })),
    isPortTaken(port),
  ]);
  const open = running instanceof BridgeError ? undefined : running;
  try {
    const diagnosis = await diagnose(localChecks, {
      running: open,
      now: Date.now,
      sameBridge: "",
      serverTime: () => timeOfServer(timeUrl(), Date.now),
      configFile: config,
      config: bridge,
      secrets: localSecrets(secretFilesIn(dataDir), Date.now),
      node: { version: process.version, wanted: packageFacts().node },
      port: { number: port, taken },
    });
    return { subject: "The bridge on this machine", ...diagnosis, notes: [] };
  } finally {
    await open?.close();
  }
}
