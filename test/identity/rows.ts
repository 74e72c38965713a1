import { fileURLToPath } from "node:url";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { type Fixture, fixturesOf } from "../support/fixtures.ts";
import { deliveryFrom, type Identity, identityOf, storedBy } from "./identity-of.ts";
import { pointersOf, urlToken, variantsOf, withUrlToken } from "./variants.ts";

/** One line for each provider. */
export const recordedFile = fileURLToPath(new URL("recorded.jsonl", import.meta.url));

/** What became of one request, by its name: fixture, variant and place of the scheme. */
type Row = readonly [name: string, group: string | null, covers: string, events: Identity["events"]];

/** Everything that must stay the same of one provider. */
export interface Recorded {
  readonly provider: string;
  /** In the order of the answers in each row's `covers`. */
  readonly pointers: readonly string[];
  readonly rows: readonly Row[];
}

const row = (name: string, { group, covers, events }: Identity): Row => [name, group ?? null, covers, events];

/** The request as the bridge stores it, with everything that came beside the body. */
const believed = (request: WebhookRequest, { body, headers }: { body: Uint8Array; headers: object }) => ({
  ...request,
  headers: new Map([...request.headers, ...Object.entries(headers)]),
  body,
});

async function rowsOfFixture(provider: Provider, fixture: Fixture, pointers: readonly string[]) {
  const rows: Row[] = [];
  const delivery = await deliveryFrom(provider, fixture, fixture.request, fixture.secrets);
  if (!delivery) return rows;
  rows.push(row(fixture.name, identityOf(provider, delivery, pointers)));
  const opened = {
    ...provider,
    signature: [...signaturesOf(provider), { scheme: "token", from: `query:${urlToken.name}` } as const],
  };
  const secrets = [...fixture.secrets, urlToken.value];
  const tokened = await deliveryFrom(opened, fixture, withUrlToken(fixture.request), secrets);
  if (tokened) rows.push(row(`${fixture.name} url-token`, identityOf(opened, tokened, pointers)));
  for (const [variant, request] of variantsOf(believed(fixture.request, delivery), provider))
    for (const [place, signature] of signaturesOf(provider).entries()) {
      const stored = await storedBy(provider, signature, request);
      rows.push(row(`${fixture.name} ${variant} ${place}`, identityOf(provider, stored, pointers)));
    }
  return rows;
}

/** What every recorded request of a provider, and every variant of it, is known by. */
export async function rowsOf(provider: Provider): Promise<Recorded> {
  const pointers = pointersOf(provider);
  const rows: Row[] = [];
  for (const fixture of fixturesOf(provider.id).filter(({ outcome }) => outcome === "accepted"))
    rows.push(...(await rowsOfFixture(provider, fixture, pointers)));
  return { provider: provider.id, pointers, rows };
}
