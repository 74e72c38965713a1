import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listOf, pointersIn } from "../src/core/pointers.ts";
import { isCovered } from "../src/core/proof.ts";
import { distinctionsOf, type Provider, signaturesOf } from "../src/core/provider.ts";
import type { Signature } from "../src/core/signature.ts";
import { evidence } from "../src/recorded/witness.ts";
import { windowOf } from "../src/signatures/describe.ts";
import { deliveryFrom } from "./identity/identity-of.ts";
import { loadProvider, providerIds } from "./support/contract-kit.ts";
import { describeProvider } from "./support/describe-provider.ts";
import { fixturesFolder, fixturesOf } from "./support/fixtures.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** Schemes that would refuse the vendor's last attempt, if it carries the first one's time. */
function tooShort({ retries }: Provider, signatures: readonly Signature[]): readonly string[] {
  if (retries?.hours === undefined || retries.signed === "anew") return [];
  const seconds = retries.hours * 3_600;
  return signatures.flatMap((signature) => {
    const window = windowOf(signature);
    if (window === undefined || window === "unlimited" || window >= seconds) return [];
    return [`${signature.variant ?? signature.scheme}: ${window} s for attempts during ${seconds} s`];
  });
}

/** True where a recorded delivery has the vendor's id of the event under its signature. */
async function hasSignedId(provider: Provider): Promise<boolean> {
  const ids = [provider.event, ...Object.values(provider.event.cases ?? {})].flatMap(({ id }) => listOf(id));
  for (const fixture of fixturesOf(provider.id)) {
    if (fixture.outcome !== "accepted") continue;
    const delivery = await deliveryFrom(provider, fixture, fixture.request, fixture.secrets);
    if (delivery && ids.some((id) => pointersIn(id).every((pointer) => isCovered(delivery.proof, pointer))))
      return true;
  }
  return false;
}

it("the folder holds providers", () => {
  expect(providerIds.length).toBeGreaterThan(0);
});

for (const id of providerIds) describeProvider(await loadProvider(id), fixturesFolder(id));

describe.each(providerIds)("%s", (id) => {
  it("has the name of its file as its id", async () => {
    expect((await loadProvider(id)).id).toBe(id);
  });

  it("has its evidence on its page", () => {
    const fixtures = fixturesOf(id);
    // The contract fails then, and says how to record one.
    if (fixtures.length === 0) return;
    const foreign = fixtures.some(({ witness }) => witness.kind !== "documentation");
    const page = `docs/providers/${id}.md`;
    const text = existsSync(new URL(`../${page}`, import.meta.url)) ? read(page) : "";
    const evidenceLine = /^- \*\*Evidence\*\*: (.*)$/m.exec(text)?.[1] ?? "";
    expect(evidenceLine, `${page} does not have the evidence of ${id}: npm run gen`).not.toBe("");
    expect(evidenceLine.startsWith(evidence.documentation)).toBe(!foreign);
  });

  it("says what its vendor does with a failed delivery, and believes it until the last attempt", async () => {
    const provider = await loadProvider(id);
    expect(
      provider.retries?.source.trim(),
      "`retries` with its source, or with where it was looked for",
    ).toMatch(/./);
    expect(provider.retries?.hours ?? 0).toBeGreaterThanOrEqual(0);
    expect(tooShort(provider, signaturesOf(provider)), 'widen the window, or say `signed: "anew"`').toEqual(
      [],
    );
  });

  it("says whether two genuine events can have equal signed bytes, and then counts both", async () => {
    const provider = await loadProvider(id);
    const { equalDeliveries, checkedAgainst } = provider.event;
    expect(equalDeliveries, "`event.equalDeliveries` is missing").toBeDefined();
    expect(equalDeliveries?.why, "`why` ends with its source in parentheses").toMatch(/\S.*\(.*\)$/s);
    expect(
      checkedAgainst,
      "`event.checkedAgainst` is missing: `[]` if there was only documentation",
    ).toBeDefined();
    for (const source of checkedAgainst ?? []) expect(source.trim()).not.toBe("");
    const distinctions = distinctionsOf(provider.event);
    if (equalDeliveries?.possible === false)
      expect(distinctions, "nothing is equal, so not every delivery is an event of its own").not.toContain(
        "delivery",
      );
    const isSettled = distinctions.length > 0 || (await hasSignedId(provider));
    if (equalDeliveries?.possible === true && !isSettled)
      expect(equalDeliveries.why, "`distinct`, a signed id, or why such events count once").toContain(
        "count once",
      );
  });
});

describe("a window that is too short for the vendor's attempts", () => {
  const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" } as const;
  const signedTime = { timestamp: "header:x-time", signed: "{timestamp}.{body}" } as const;
  const dated = (toleranceSeconds: number | "unlimited"): Signature => ({
    ...hmac,
    ...signedTime,
    toleranceSeconds,
  });
  const standard: Signature = { scheme: "standard-webhooks", prefix: "webhook" };

  it.each([
    ["is found", { hours: 1 }, dated(300), 1],
    ["is found where the first signature is repeated", { hours: 1, signed: "once" }, dated(3_599), 1],
    ["is found in Standard Webhooks", { hours: 1 }, standard, 1],
    ["is none where it covers them", { hours: 1 }, dated(3_600), 0],
    ["is none without an end", { hours: 1 }, dated("unlimited"), 0],
    ["is none where each attempt is signed anew", { hours: 1, signed: "anew" }, dated(300), 0],
    ["is none where the vendor does not say", {}, dated(300), 0],
    ["is none where no time is signed", { hours: 1 }, hmac, 0],
  ] as const)("%s", async (_, retries, signature, found) => {
    const provider = { ...(await loadProvider("stripe")), retries: { ...retries, source: "a page" } };
    expect(tooShort(provider, [signature])).toHaveLength(found);
  });
});
