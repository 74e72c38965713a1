import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { pointersIn } from "../../src/core/pointers.ts";
import { isCovered, type Proof } from "../../src/core/proof.ts";
import { distinctionsOf, type Provider, signaturesOf } from "../../src/core/provider.ts";
import { normalize } from "../../src/events/normalize.ts";
import { chooseScheme, schemeOf } from "../../src/signatures/choose.ts";
import { deliveryFrom, sourceOf } from "../identity/identity-of.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";

const page = readFileSync(new URL("../../SECURITY.md", import.meta.url), "utf8").replace(/\s+/g, " ");

/** The item of the page that begins so. */
function itemOf(beginning: string): string {
  const [, item = ""] = page.split(beginning);
  return item.split(/ - \*\*| ## /)[0] ?? "";
}

/** Pointers of `distinct` that a captured delivery can be sent again with other values of. */
const unsignedDistinctions = ({ event }: Provider, proof: Proof): readonly string[] =>
  distinctionsOf(event)
    .flatMap((one) => (one === "delivery" || one === "signing-time" ? [] : pointersIn(one)))
    .filter((pointer) => !isCovered(proof, pointer));

/** Signed all the same, as the time under the signature. */
const signedOtherwise = new Set(["header:x-webflow-timestamp", "header:revolut-request-timestamp"]);

/** Of a provider's recorded requests that are signed: whether each is an event of its own, and what of its key is not signed. */
async function replaysOf(provider: Provider) {
  const found = { isEachAnEvent: false, unsigned: new Set<string>() };
  for (const fixture of fixturesOf(provider.id).filter(({ outcome }) => outcome === "accepted")) {
    const scheme = chooseScheme(signaturesOf(provider), fixture.request);
    if (!scheme || schemeOf(scheme).sendsSecret) continue;
    const delivery = await deliveryFrom(provider, fixture, fixture.request, fixture.secrets);
    if (!delivery) continue;
    const { events } = normalize(delivery, sourceOf(provider), new Set(["main"]));
    found.isEachAnEvent ||= events.some(({ key }) => key.endsWith(`#${delivery.id}`));
    for (const pointer of unsignedDistinctions(provider, delivery.proof)) found.unsigned.add(pointer);
  }
  return found;
}

it("SECURITY.md names every vendor at which a captured delivery can be made another event", async () => {
  const [replayed, renamed] = [itemOf("**Replay it.**"), itemOf("**Replay it under another name or id.**")];
  const missing: string[] = [];
  let counted = 0;
  for (const id of providerIds) {
    const provider = await loadProvider(id);
    const { isEachAnEvent, unsigned } = await replaysOf(provider);
    const name = provider.name.replace(/ \(.*\)$/, "");
    const isRenamed = [...unsigned].some((pointer) => !signedOtherwise.has(pointer));
    if (isEachAnEvent || isRenamed) counted++;
    if (isEachAnEvent && !replayed.includes(name)) missing.push(`${name}: replayed`);
    if (isRenamed && !renamed.includes(name)) missing.push(`${name}: renamed`);
  }
  expect(missing).toEqual([]);
  expect(counted).toBeGreaterThan(15);
});
