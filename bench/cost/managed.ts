/** A managed service's list price for a month. */
export interface ManagedService {
  readonly name: string;
  /** US dollars a month, and the webhooks that it holds. */
  readonly fee: number;
  readonly included: number;
  /** US dollars for a million webhooks more; undefined where the plan ends. */
  readonly perMillion: number | undefined;
  readonly source: string;
  /** When the service's own page was read by who transcribed it. */
  readonly asOf: string;
}

const transcribed = (service: string): string =>
  `github.com/api-evangelist/${service}, plans/${service}-plans-pricing.yml`;

/** What is paid for a webhook that is received and handed on once. Payloads are theirs to keep for days or weeks. */
export const managedServices: readonly ManagedService[] = [
  {
    name: "Hookdeck, Team",
    fee: 39,
    included: 10_000,
    perMillion: 10,
    source: transcribed("hookdeck"),
    asOf: "2026-09",
  },
  {
    name: "Hookdeck, Growth",
    fee: 499,
    included: 10_000,
    perMillion: 10,
    source: transcribed("hookdeck"),
    asOf: "2026-09",
  },
  {
    name: "Svix, Free",
    fee: 0,
    included: 50_000,
    perMillion: 100,
    source: transcribed("svix"),
    asOf: "2026-09",
  },
  {
    name: "Svix, Professional",
    fee: 490,
    included: 50_000,
    perMillion: 100,
    source: transcribed("svix"),
    asOf: "2026-09",
  },
  {
    name: "Hookbase, Business",
    fee: 79,
    included: 2_000_000,
    perMillion: undefined,
    source: transcribed("hookbase"),
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
