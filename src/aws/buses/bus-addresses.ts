import type { Environment } from "../../config/environment.ts";

/** Where the buses of bridge.config.ts are. */
export interface BusAddresses {
  /** What EventBridge calls a bus: its name, or the ARN of an existing one. */
  nameOf(bus: string): string;
  /** The region of an existing bus; undefined for a bus of the deployment's own. */
  regionOf(bus: string): string | undefined;
}

/** The addresses that the stack has written into the function's environment. */
export function busAddresses({
  busPrefix,
  busArns,
}: Pick<Environment, "busPrefix" | "busArns">): BusAddresses {
  const entries = (busArns ?? "").split(" ").filter((entry) => entry !== "");
  const arns = new Map(
    entries.map((entry) => {
      const end = entry.indexOf("=");
      return [entry.slice(0, end), entry.slice(end + 1)] as const;
    }),
  );
  return {
    nameOf: (bus) => arns.get(bus) ?? busPrefix + bus,
    regionOf: (bus) => arns.get(bus)?.split(":")[3],
  };
}
