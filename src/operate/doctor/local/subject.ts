import type { Bridge } from "../../../config/define-bridge.ts";
import type { BridgeError } from "../../../core/errors.ts";
import type { SecretPlace } from "../../secrets/secret-place.ts";
import type { RunningSubject } from "../running/subject.ts";

/** What checks of the bridge on this machine look at. */
export interface LocalSubject extends RunningSubject {
  readonly configFile: string;
  /** The configuration, or why it can't be loaded. */
  readonly config: Bridge | BridgeError;
  readonly secrets: SecretPlace;
  /** `process.version`, and `engines.node` of the package. */
  readonly node: { readonly version: string; readonly wanted: string };
  /** The port that `start` takes, and whether something listens there. */
  readonly port: { readonly number: number; readonly taken: boolean };
}
