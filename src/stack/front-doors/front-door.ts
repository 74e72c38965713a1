import type { FrontDoor } from "../../config/deployment-options.ts";
import type { Resources, TemplateValue } from "../template.ts";

/** A front door of one kind. */
export type FrontDoorOf<Kind extends FrontDoor["kind"]> = Extract<FrontDoor, { readonly kind: Kind }>;

/** A front door in the stack. */
export interface Door {
  readonly resources: Resources;
  /** Its own URL (`https://…`), as far as `/hooks/`. */
  readonly origin: TemplateValue;
  /** The name that vendors call, when it differs from the gateway's own: a URL as far as `/hooks/`. */
  readonly publicUrl?: string;
}

/** Default throttling, within every account's quota. */
export const defaultThrottle = { rate: 500, burst: 1_000 } as const;

/** The route of every front door that has routes. */
export const hookRoute = "/hooks/{source}";
