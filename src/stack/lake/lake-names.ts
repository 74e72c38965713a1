import type { Deployment } from "../deployment.ts";
import { logicalName } from "../template.ts";

/** The names of one bus's lake in AWS. Commands find it by them. */
export interface LakeNames {
  /** Name of the bus in bridge.config.ts. */
  readonly bus: string;
  /** Beginning of its logical ids. */
  readonly id: string;
  /** Name of the bus in EventBridge. */
  readonly fullName: string;
  /** Glue takes lower-case letters, digits and underscores. */
  readonly database: string;
  /** The workgroup of Athena, and the name of what else can have one. */
  readonly workgroup: string;
}

/** The names of a bus's lake. */
export function lakeNamesOf(
  bus: string,
  { prefix, busPrefix }: Pick<Deployment, "prefix" | "busPrefix">,
): LakeNames {
  const plain = `${prefix}_${bus}_lake`.toLowerCase().replaceAll(/[^a-z0-9]/g, "_");
  return {
    bus,
    id: `${logicalName(bus)}Lake`,
    fullName: busPrefix + bus,
    database: plain,
    workgroup: `${prefix}-${bus}-lake`,
  };
}

/** A lake of the deployment, with the days for which it keeps events. */
export interface Lake extends LakeNames {
  readonly days: number;
}

/** The buses of the stack's own that have a lake. */
export const lakesOf = (deployment: Deployment): readonly Lake[] =>
  Array.from(deployment.buses).flatMap(([bus, { arn, lake }]) =>
    lake && arn === undefined ? [{ ...lakeNamesOf(bus, deployment), days: lake.days }] : [],
  );
