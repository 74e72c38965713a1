import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { signaturesOf } from "../../src/core/provider.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { loadProvider, providerIds, stripped, tampered } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";
import { makeArena, writingsOf } from "./arena.ts";

// What a refusal tells is for the operator: of the request, and of the secrets, nothing may be in it.

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_780_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const stranger = "chosen-by-a-stranger-0123456789";

it.each(providerIds)("%s: no refusal holds a secret, a signature, or what a stranger chose", async (id) => {
  const provider = await loadProvider(id);
  const schemes = signaturesOf(provider);
  const fixture = fixturesOf(id).find(
    ({ outcome, request }) => outcome === "accepted" && chooseScheme(schemes, request),
  );
  if (!fixture) throw new Error(`${id} has no accepted fixture`);
  const secrets = fixture.secrets.map((text) => (text.length > 8 ? text : `${text}-made-longer`));
  const arena = makeArena({ it: { provider, secrets: JSON.stringify(secrets) } });
  const query = `token=${stranger}&key=${stranger}&sig=${stranger}`;
  const at = (request: typeof fixture.request) => ({
    ...request,
    url: `https://hooks.example.com/${stranger}/hooks/it?${query}`,
    query,
    headers: new Map([...request.headers, ["authorization", `Bearer ${stranger}`], ["x-more", stranger]]),
  });
  const bare = schemes.reduce((request, scheme) => stripped(scheme)(request), fixture.request);
  const decides = chooseScheme(schemes, fixture.request);
  const changed = decides ? tampered(decides)(fixture.request) : bare;
  const statuses: number[] = [];
  for (const request of [bare, changed, { ...changed, method: stranger }])
    statuses.push((await arena.send(at(request))).statusCode);
  expect(statuses.every((status) => status >= 400)).toBe(true);
  const log = arena.sinks().get("log") ?? "";
  expect(log).toContain('"outcome":"');
  for (const text of [stranger, ...secrets])
    for (const writing of writingsOf(text)) expect(log.includes(writing), writing).toBe(false);
  const signed = schemes.flatMap((scheme) =>
    [...fixture.request.headers].filter(([name]) => JSON.stringify(scheme).includes(`"${name}"`)),
  );
  for (const [, value] of signed) if (value.length > 12) expect(log).not.toContain(value);
});
