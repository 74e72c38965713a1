import type { Deployment } from "./deployment.ts";
import type { TemplateValue } from "./template.ts";

/** What a stack was made of. It stands in the template's metadata, so that the next deployment can say what it changes. */
export interface Inventory {
  /** Providers' ids by the sources' names. */
  readonly sources: Readonly<Record<string, string>>;
  /** Days of the archive by the buses' names; 0: none. */
  readonly buses: Readonly<Record<string, number>>;
  /** Kind of the front door, or the name of your own that it answers to. */
  readonly frontDoor: string;
}

/** The key of the inventory in the template's metadata. */
export const inventoryKey = "Hookbridge";

/** What this deployment is made of. */
export function inventoryOf({ sources, buses, options }: Deployment): Inventory {
  const { frontDoor = { kind: "http-api" } as const } = options;
  const domain = "domain" in frontDoor ? frontDoor.domain?.name : undefined;
  const url = "publicUrl" in frontDoor ? frontDoor.publicUrl : undefined;
  return {
    sources: Object.fromEntries(Array.from(sources, ([name, { provider }]) => [name, provider.id])),
    buses: Object.fromEntries(Array.from(buses, ([name, { archiveDays = 0 }]) => [name, archiveDays])),
    frontDoor: domain ?? url ?? frontDoor.kind,
  };
}

/** The inventory as metadata of a template. */
export const inventoryMetadata = (deployment: Deployment): TemplateValue => ({ ...inventoryOf(deployment) });
