import { BridgeError } from "../core/errors.ts";

/** @throws BridgeError `config-invalid` */
export function refuseConfig(message: string, remedy: string): never {
  throw new BridgeError("config-invalid", message, remedy);
}
