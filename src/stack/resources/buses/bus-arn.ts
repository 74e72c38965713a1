import type { Deployment } from "../../deployment.ts";
import { arnOf, type TemplateValue } from "../../template.ts";
import { busId } from "./named-bus.ts";

/** Existing buses of the configuration: their ARNs by their names in it. */
export const existingBuses = ({ buses }: Deployment): ReadonlyMap<string, string> =>
  new Map(Array.from(buses).flatMap(([name, { arn }]) => (arn === undefined ? [] : [[name, arn] as const])));

/** ARNs of all buses, the stack's own and existing ones, by their names in the configuration. */
export const busArns = ({ buses }: Deployment): ReadonlyMap<string, TemplateValue> =>
  new Map(Array.from(buses, ([name, { arn }]) => [name, arn ?? arnOf(busId(name))]));
