import { expect, it } from "vitest";
import { deliveryFrom } from "./identity/identity-of.ts";
import { loadProvider, providerIds } from "./support/contract-kit.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";

/** Recorded deliveries of vendors that try for hours without signing anew, or do not say that they do. */
const lastAttempts: (readonly [id: string, name: string, hours: number, fixture: Fixture])[] = [];
for (const id of providerIds) {
  const { retries } = await loadProvider(id);
  if (!retries?.hours || retries.signed === "anew") continue;
  for (const fixture of fixturesOf(id))
    if (fixture.outcome === "accepted") lastAttempts.push([id, fixture.name, retries.hours, fixture]);
}

it("there are vendors that try again for hours", () => {
  expect(new Set(lastAttempts.map(([id]) => id)).size).toBeGreaterThan(20);
});

it.each(lastAttempts)(
  "%s %s: is believed after %d hours, as its vendor repeats it",
  async (id, _, hours, fixture) => {
    const provider = await loadProvider(id);
    const later = { ...fixture, clock: fixture.clock + hours * 3_600 };
    expect(await deliveryFrom(provider, later, fixture.request, fixture.secrets)).toBeDefined();
  },
);

/** Vendors that try again and say neither for how long nor whether they sign each attempt again. */
const unclear = ["daily", "hygraph", "shippo", "sinch", "zendesk"] as const;

it.each(unclear)(
  "%s: is believed for a day, for its vendor tries again without saying how long",
  async (id) => {
    const provider = await loadProvider(id);
    expect(provider.retries).not.toHaveProperty("hours");
    expect(provider.retries).not.toHaveProperty("signed");
    const accepted = fixturesOf(id).filter(({ outcome }) => outcome === "accepted");
    const believed = async (hours: number): Promise<number> => {
      const deliveries = accepted.map((fixture) => {
        const later = { ...fixture, clock: fixture.clock + hours * 3_600 };
        return deliveryFrom(provider, later, fixture.request, fixture.secrets);
      });
      return (await Promise.all(deliveries)).filter((delivery) => delivery !== undefined).length;
    };
    expect(await believed(23)).toBe(accepted.length);
    // A token in a URL has no age.
    expect(await believed(7 * 24)).toBeLessThan(accepted.length);
  },
);
