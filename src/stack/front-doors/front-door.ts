import type { FrontDoor } from "../../config/deployment-options.ts";
import type { Resources, TemplateValue } from "../template.ts";

/** A front door of one kind. */
export type FrontDoorOf<Kind extends FrontDoor["kind"]> = Extract<FrontDoor, { readonly kind: Kind }>;

/** What a front door is made of. */
export interface Door {
  readonly resources: Resources;
  /** Where it is (`https://…`), without a path. */
  readonly origin: TemplateValue;
  /** What vendors call, where the gateway's own name is not it. */
  readonly publicUrl?: string;
}

/** Requests a second where the configuration does not say; both are within every account's quota. */
export const defaultThrottle = { rate: 500, burst: 1_000 } as const;

/** The route of every door that has routes. */
export const hookPath = "/hooks/{source}";
