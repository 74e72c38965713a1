import { expect, it } from "vitest";
import { encodeMessage } from "../../src/aws/queue/message.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { factsOf } from "../../src/core/facts.ts";
import { matchesAt } from "../../src/core/json/json-matches.ts";
import { pathOf, readValue } from "../../src/core/pointers.ts";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { signatureLocations } from "../../src/signatures/choose.ts";
import { secretRoles } from "../../src/signatures/secret-roles.ts";
import { deliveryFrom } from "../identity/identity-of.ts";
import { urlToken, withUrlToken } from "../identity/variants.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { type Fixture, fixturesOf } from "../support/fixtures.ts";
import { writingsOf } from "./arena.ts";

/** The message as it goes into the queue, and its body as text. */
function textOf(delivery: Delivery): string {
  const message = encodeMessage(delivery);
  return `${message}\n${JSON.stringify(delivery.proof)}\n${Buffer.from(delivery.body).toString()}`;
}

/** Secrets that are any: not public keys, nor what only names an account. */
function secretsOf({ setup, ...provider }: Provider, { secrets }: Fixture): readonly string[] {
  if (setup.secret === "public-key" || setup.secret === "identifier") return [];
  const roles = secretRoles({ setup, ...provider }).join("|");
  return secrets.map((text) => text.replace(new RegExp(`^(?:${roles || "-"}):`), "").trim());
}

/** What stands where the provider's schemes look, tokens in lists of the body too. */
function signaturesIn(provider: Provider, request: WebhookRequest): readonly string[] {
  const facts = factsOf(request, provider.event.payload);
  return signaturesOf(provider)
    .flatMap(signatureLocations)
    .flatMap((location) => {
      const listed = location.startsWith("body:/") && location.includes("*");
      if (!listed || !facts.document) return readValue(facts, location) ?? [];
      return matchesAt(facts.document, pathOf(location.slice("body:".length))).map(({ value }) =>
        String(value),
      );
    })
    .flatMap((text) => text.match(/[A-Za-z0-9+/_=-]{16,}/g) ?? []);
}

const accepted = (
  await Promise.all(
    providerIds.map(async (id) => {
      const provider = await loadProvider(id);
      const fixtures = fixturesOf(id).filter(({ outcome }) => outcome === "accepted");
      return fixtures.map((fixture) => ({ name: `${id}/${fixture.name}`, provider, fixture }));
    }),
  )
).flat();

/** An account's id is content, even where it is all that authenticates. */
const hiddenIn = (provider: Provider, fixture: Fixture): readonly string[] =>
  [
    ...secretsOf(provider, fixture),
    ...(provider.setup.secret === "identifier" ? [] : signaturesIn(provider, fixture.request)),
  ].filter((text) => text.length >= 8);

it("looks for something in nearly every message", () => {
  const bare = accepted.filter(({ provider, fixture }) => hiddenIn(provider, fixture).length === 0);
  expect(bare.length).toBeLessThan(accepted.length / 20);
});

it.each(accepted)("$name: no secret, signature or token is in its message", async ({ provider, fixture }) => {
  const delivery = await deliveryFrom(provider, fixture, fixture.request, fixture.secrets);
  if (!delivery) throw new Error("not accepted");
  const text = textOf(delivery);
  const hidden = hiddenIn(provider, fixture);
  const found = hidden.filter((one) => writingsOf(one).some((writing) => text.includes(writing)));
  expect(found).toEqual([]);
});

it.each(accepted)(
  "$name: a valid token beside the signature is not in it either",
  async ({ provider, fixture }) => {
    const token = { scheme: "token", from: `query:${urlToken.name}` } as const;
    const opened = { ...provider, signature: [...signaturesOf(provider), token] };
    const secrets = [...fixture.secrets, urlToken.value];
    const delivery = await deliveryFrom(opened, fixture, withUrlToken(fixture.request), secrets);
    // A vendor that signs the URL is no vendor whose URL can have a token more.
    if (!delivery) return;
    const text = textOf(delivery);
    for (const writing of writingsOf(urlToken.value)) expect(text).not.toContain(writing);
  },
);
