import { describe, expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import { remedies } from "../../src/core/remedies.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import type { ReceiveReport } from "../../src/receive/ports.ts";
import { receive } from "../../src/receive/receive.ts";
import { chooseScheme, signatureLocations } from "../../src/signatures/choose.ts";
import { forgeryOf, loadProvider, providerIds, stripped, tampered } from "../support/contract-kit.ts";
import { receivePorts } from "../support/fakes.ts";
import { type Fixture, fetchedText, fixturesOf, secretsFor } from "../support/fixtures.ts";

const providers = await Promise.all(providerIds.map(loadProvider));

/** An accepted request for each scheme of each provider that has one. */
const cases = providers.flatMap((provider) => {
  const accepted = fixturesOf(provider.id).filter(({ outcome }) => outcome === "accepted");
  return signaturesOf(provider).flatMap((signature, index) => {
    const fixture = accepted.find(
      ({ request }) => chooseScheme(signaturesOf(provider), request) === signature,
    );
    return fixture ? [{ name: `${provider.id} ${index}`, provider, signature, fixture }] : [];
  });
});

/** What `receive` reports of a request to a source of the provider. */
async function reported(
  provider: Provider,
  fixture: Fixture,
  request: WebhookRequest,
  clock = fixture.clock,
): Promise<ReceiveReport | undefined> {
  const { ports, reports } = receivePorts();
  const source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  await receive(new Map([["it", source]]), "it", request, {
    ...ports,
    secrets: {
      ...ports.secrets,
      secrets: async () => secretsFor(provider, fixture.secrets),
      refresh: async () => undefined,
    },
    fetcher: { ...ports.fetcher, text: (url) => fetchedText(fixture, url) },
    now: () => clock * 1_000,
  });
  return reports[0];
}

const nameAt = (pointer: string): string => pointer.slice(pointer.indexOf(":") + 1);

/** The names of the provider's file may be told, and are in its requests. */
const all = (provider: Provider): readonly string[] =>
  signaturesOf(provider).flatMap((signature) => signatureLocations(signature));

/** Nothing of the request is told: no value of a header, of the query, or of the body that could be a secret. */
function expectSafe(report: ReceiveReport | undefined, provider: Provider, { secrets, request }: Fixture) {
  const names = all(provider).join();
  const told = `${report?.detail} ${report?.remedy}`;
  const values = [...request.headers.values(), ...new URLSearchParams(request.query).values()];
  const texts = Buffer.from(request.body)
    .toString()
    .split(/[^A-Za-z0-9+/=_.-]+/);
  const hidden = [...values, ...texts, ...secrets].filter(
    (text) => text.length > 12 && !names.includes(text),
  );
  for (const text of hidden) if (!request.url.startsWith(`https://${text}`)) expect(told).not.toContain(text);
}

/** Whether a signature covers the URL and not only its query, by the word of the scheme's own forgeries. */
const coversUrl = (signature: Signature): boolean | undefined =>
  JSON.stringify(signature).includes("{query in order}") ? false : forgeryOf(signature).coversUrl(signature);

const bare = (provider: Provider, { request }: Fixture): WebhookRequest =>
  signaturesOf(provider).reduce((one, signature) => stripped(signature)(one), request);

it("every provider has a case", () => {
  expect(new Set(cases.map(({ provider }) => provider.id)).size).toBe(providerIds.length);
});

describe.each(cases)("$name", ({ provider, signature, fixture }) => {
  it("without its signature, says where it was looked for", async () => {
    const request = bare(provider, fixture);
    const report = await reported(provider, fixture, request);
    expect(report).toMatchObject({ outcome: "rejected", code: "unauthorized" });
    expect(report?.remedy).toContain(remedies[report?.reason ?? "unknown-source"]);
    const places = all(provider).map(nameAt);
    if (report?.reason === "signature-missing")
      for (const place of places.slice(0, 6)) expect(report.detail).toContain(place);
    expect(places.some((place) => report?.detail?.includes(place))).toBe(true);
    expectSafe(report, provider, { ...fixture, request });
  });

  it("says that a bearer token came instead, and not which", async () => {
    const plain = bare(provider, fixture);
    const token = "Bearer a-token-of-a-stranger-1234567890";
    const request = { ...plain, headers: new Map([...plain.headers, ["authorization", token]]) };
    const report = await reported(provider, fixture, request);
    if (report?.reason === "signature-missing") expect(report.detail).toContain("of the scheme Bearer");
    expect(report).toMatchObject({ outcome: "rejected" });
    expect(JSON.stringify(report)).not.toContain("a-token-of");
  });

  it("with a changed signature, says which scheme decided, and the URL where it is signed", async () => {
    const request = tampered(signature)(fixture.request);
    const report = await reported(provider, fixture, request);
    expect(report).toMatchObject({ outcome: "rejected", code: "unauthorized" });
    expect(report?.detail).toContain(nameAt(signatureLocations(signature)[0] ?? "?"));
    if (report?.reason === "signature-mismatch")
      expect(report.detail).toMatch(/^(?:its one secret does not match|none of \d+ secrets match)/);
    const covers = coversUrl(signature);
    const ofUrl = report?.reason === "signature-mismatch" || report?.reason === "claim-mismatch";
    if (ofUrl && covers !== undefined) expect(report.detail?.includes("https://")).toBe(covers);
    expectSafe(report, provider, { ...fixture, request });
  });

  it("late, says by how much and how wide the window is", async () => {
    const window = forgeryOf(signature).window(signature);
    if (window === undefined) return;
    const late = await reported(provider, fixture, fixture.request, fixture.clock + 40 * 86_400);
    expect(late).toMatchObject({ outcome: "rejected", reason: "timestamp-stale" });
    const { offBySeconds = 0, windowSeconds = Number.NaN, detail } = late ?? {};
    expect(offBySeconds).toBeGreaterThan(windowSeconds);
    expect(Math.abs(offBySeconds - 40 * 86_400)).toBeLessThan(86_400);
    expect(detail).toBe(`signed time ${offBySeconds} s old; the window is ${windowSeconds} s`);
    expectSafe(late, provider, fixture);
  });
});

const signers = cases.filter(({ signature }) => coversUrl(signature) === true);

it("many providers sign the URL", () => expect(signers.length).toBeGreaterThan(10));

it.each(signers)("$name: at another host, tells the host that was reckoned with", async (one) => {
  const { provider, fixture } = one;
  const url = fixture.request.url.replace(/^https:\/\/[^/]*/, "https://other.example.org");
  const at = url.replace(/\?.*/s, "").replace(/\/hooks\/.*/, "");
  const moved: WebhookRequest = { ...fixture.request, url: `${at}/hooks/it${url.match(/\?.*/s)?.[0] ?? ""}` };
  const report = await reported(provider, fixture, moved);
  expect(report?.detail).toContain("https://other.example.org/hooks/it");
  expect(report?.detail).not.toMatch(/\?[^…]/);
});

it("no other scheme speaks of the URL", async () => {
  for (const { provider, signature, fixture } of cases.filter((one) => coversUrl(one.signature) === false)) {
    const report = await reported(provider, fixture, tampered(signature)(fixture.request));
    expect(report?.detail, provider.id).not.toContain("://");
  }
});
