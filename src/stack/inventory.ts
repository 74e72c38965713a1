import { type Deployment, isBuffered, isOrdered } from "./deployment.ts";
import { reservedConcurrency } from "./functions/concurrency.ts";
import { existingBuses } from "./resources/buses/bus-arn.ts";
import type { TemplateValue } from "./template.ts";

/** Contents of a stack, kept in the template's metadata so that the next deployment can report its changes. */
export interface Inventory {
  /** Provider ids by source. */
  readonly sources: Readonly<Record<string, string>>;
  /** Days of the archive by bus; 0 for none. */
  readonly buses: Readonly<Record<string, number>>;
  /** ARNs of existing buses that get events. Absent in stacks of older versions. */
  readonly existingBuses?: Readonly<Record<string, string>>;
  /** Whether there is a FIFO queue, and the ordered sources. Absent in stacks of older versions. */
  readonly ordered?: { readonly queue: boolean; readonly sources: readonly string[] };
  /** Whether the front door is `buffer-first`. Absent in stacks of older versions. */
  readonly buffered?: boolean;
  /** What vendors call: the public URL or custom domain of the front door, or its kind. */
  readonly frontDoor: string;
  /** The custom domain of the front door, or its kind. Absent in stacks of older versions. */
  readonly gateway?: string;
  /** Reserved concurrency of both functions together. Absent in stacks of older versions. */
  readonly reserved?: number;
}

/** The key of the inventory in the template's metadata. */
export const inventoryKey = "Hookbridge";

/** Executions that are set aside for both functions. */
export function reservedTotal(deployment: Deployment): number {
  const { receive = 0, publish = 0 } = reservedConcurrency(deployment);
  return receive + publish;
}

/** The inventory of a deployment. */
export function inventoryOf(deployment: Deployment): Inventory {
  const { sources, buses, options } = deployment;
  const { frontDoor = { kind: "http-api" } as const } = options;
  const domain = "domain" in frontDoor ? frontDoor.domain?.name : undefined;
  return {
    sources: Object.fromEntries(Array.from(sources, ([name, { provider }]) => [name, provider.id])),
    buses: Object.fromEntries(
      Array.from(buses)
        .filter(([, { arn }]) => arn === undefined)
        .map(([name, { archiveDays = 0 }]) => [name, archiveDays]),
    ),
    existingBuses: Object.fromEntries(existingBuses(deployment)),
    ordered: {
      queue: isOrdered(deployment),
      sources: Array.from(sources.values()).flatMap(({ name, order }) => (order ? [name] : [])),
    },
    buffered: isBuffered(deployment),
    frontDoor: frontDoor.publicUrl ?? domain ?? frontDoor.kind,
    gateway: domain ?? frontDoor.kind,
    reserved: reservedTotal(deployment),
  };
}

/** The inventory, as metadata of a template. */
export const inventoryMetadata = (deployment: Deployment): TemplateValue => ({ ...inventoryOf(deployment) });
