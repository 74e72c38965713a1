import { transcribedFrom } from "./prices.ts";

/** A managed service's list price for a month. */
export interface ManagedService {
  readonly name: string;
  /** US dollars a month, and the webhooks that it holds. */
  readonly fee: number;
  readonly included: number;
  /** US dollars for a million webhooks more; undefined where the plan ends. */
  readonly perMillion: number | undefined;
  /** Days for which it keeps payloads, as its price list says; undefined where no page could be reached that says it. */
  readonly keptDays: number | undefined;
  /** Deliveries a second that the price includes, where the list says it. */
  readonly perSecond?: number;
  readonly source: string;
  /** When the service's own page was read by who transcribed it. */
  readonly asOf: string;
}

/** What is paid for a webhook that is received and handed on once. Payloads are theirs to keep for days or weeks. */
export const managedServices: readonly ManagedService[] = [
  {
    name: "Hookdeck, Team",
    fee: 39,
    included: 10_000,
    perMillion: 10,
    keptDays: 7,
    perSecond: 5,
    source: transcribedFrom("hookdeck"),
    asOf: "2026-09",
  },
  {
    name: "Hookdeck, Growth",
    fee: 499,
    included: 10_000,
    perMillion: 10,
    keptDays: 30,
    source: transcribedFrom("hookdeck"),
    asOf: "2026-09",
  },
  {
    name: "Svix, Free",
    fee: 0,
    included: 50_000,
    perMillion: 100,
    keptDays: 30,
    perSecond: 200,
    source: "github.com/api-evangelist/svix, plans/svix-plans-pricing.yml",
    asOf: "2026-09",
  },
  {
    name: "Svix, Professional",
    fee: 490,
    included: 50_000,
    perMillion: 100,
    keptDays: 90,
    perSecond: 800,
    source: "github.com/api-evangelist/svix, plans/svix-plans-pricing.yml",
    asOf: "2026-09",
  },
  {
    name: "Hookbase, Business",
    fee: 79,
    included: 2_000_000,
    perMillion: undefined,
    keptDays: undefined,
    source: transcribedFrom("hookbase"),
    asOf: "2026-10",
  },
];

/** US dollars for a month's webhooks; undefined for more than the plan takes. */
export function managedCost(
  { fee, included, perMillion }: ManagedService,
  webhooks: number,
): number | undefined {
  const more = Math.max(0, webhooks - included) / 1e6;
  if (more === 0) return fee;
  return perMillion === undefined ? undefined : fee + more * perMillion;
}

/** What a service keeps and lets through, in words. */
export function footing({ keptDays, perSecond }: ManagedService): string {
  const kept = keptDays === undefined ? "retention unknown" : `${keptDays} days kept`;
  return perSecond === undefined ? kept : `${kept}, ${perSecond} a second`;
}

/** One line for each service, beside what the bridge costs for as many webhooks. */
export const managedLines = (webhooks: number, ours: number): readonly string[] =>
  managedServices.flatMap((service) => {
    const asked = managedCost(service, webhooks);
    if (asked === undefined) return [];
    const dollars = `$${asked.toFixed(2)}`.padStart(10);
    const times = `${(asked / ours).toFixed(1)} times`;
    return [
      `${`${service.name} (${footing(service)}), read in ${service.asOf}`.padEnd(68)} ${dollars}  ${times}`,
    ];
  });
