import { describe, expect, it } from "vitest";
import type { Delivery } from "../../src/core/delivery.ts";
import { BridgeError } from "../../src/core/errors.ts";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature, SignatureLayout, SignedText } from "../../src/core/signature.ts";
import { similarNames } from "../../src/core/similar-names.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import type { ReceivePorts } from "../../src/receive/ports.ts";
import { receive } from "../../src/receive/receive.ts";
import { chooseScheme, signatureLocations } from "../../src/signatures/choose.ts";
import { schemes as schemesByName } from "../../src/signatures/schemes/index.ts";
import { forgeryOf, redated, stripped, tampered } from "./contract-kit.ts";
import { type Fixture, readFixtures, recordingCommand, secretsFor, textAt } from "./fixtures.ts";
import { absentSignatures, refusalAdvice } from "./refusal-advice.ts";
import { verifyRequest } from "./verify-request.ts";

/** What `receive` made of a fixture, with everything outside of it in memory. */
async function received(provider: Provider, fixture: Fixture, texts = fixture.secrets) {
  const queued: Delivery[] = [];
  const outcomes: string[] = [];
  const pairs = provider.handshakes?.some(({ answer }) => "keepSecret" in answer);
  const opening = pairs && fixture.outcome === "handshake" && texts === fixture.secrets;
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => (opening ? [] : secretsFor(provider, texts)),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => opening === true,
    },
    queue: { send: async (delivery) => void queued.push(delivery) },
    fetcher: { text: (url) => textAt(fixture, url), confirm: async () => true },
    now: () => fixture.clock * 1000,
    newDeliveryId: () => "dlv_1",
    report: (report) => outcomes.push(report.handshake ?? report.reason ?? report.outcome),
  };
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const answer = await receive(new Map([["it", source]]), "it", fixture.request, ports);
  return { answer, queued, source, outcome: outcomes.join() };
}

/** Its events as `publish` makes them: from what left `receive`. */
const eventsOf = (source: Source, delivery: Delivery) =>
  normalize(delivery, source, new Set(["main"])).events;

/** A fixture with the scheme that decides on it; unsigned handshakes have none. */
function signedFixtures(schemes: readonly Signature[], fixtures: readonly Fixture[]) {
  return fixtures.flatMap((fixture) => {
    const signature = chooseScheme(schemes, fixture.request);
    return signature ? [{ name: fixture.name, fixture, signature }] : [];
  });
}

function verdict(
  provider: Provider,
  fixture: Fixture,
  change: { request?: WebhookRequest; secrets?: readonly string[]; clock?: number } = {},
) {
  const { request = fixture.request, secrets = fixture.secrets, clock = fixture.clock } = change;
  return verifyRequest(signaturesOf(provider), request, {
    secrets: secretsFor(provider, secrets),
    nowMs: clock * 1000,
    fetchText: (url) => textAt(fixture, url),
  });
}

/** A verdict as `ok`, or the reason against the request. */
const reasonOf = (judged: ReturnType<typeof verdict>): Promise<string> =>
  judged.then(
    (found) => (found.ok ? "ok" : found.reason),
    (error: unknown) => (error instanceof BridgeError ? error.code : String(error)),
  );

/** Why a recorded request is refused, and where to look first. */
async function whyRefused(provider: Provider, fixture: Fixture, reason: string): Promise<string> {
  const { body } = fixture.request;
  if (body.at(-1) === 0x0a) {
    const request = { ...fixture.request, body: body.subarray(0, body.at(-2) === 0x0d ? -2 : -1) };
    if ((await reasonOf(verdict(provider, fixture, { request }))) === "ok")
      return `${fixture.name}.http ends in a line feed; without it the signature is right`;
  }
  return refusalAdvice(provider, fixture, reason);
}

/** The fixture's secrets with every key replaced by another of the same form. */
function otherSecrets(fixture: Fixture, signature: Signature): readonly string[] {
  return fixture.secrets.map((text) => {
    const [, role = "", value = ""] = /^((?:[a-z]+[A-Z]?[a-z]*:)?)(.*)$/s.exec(text) ?? [];
    return role === "certificate:" ? text : role + forgeryOf(signature).otherSecret(signature, value);
  });
}

/**
 * The contract of every provider: it is data, it has recorded requests whose signatures our own signer did not make, they are accepted and
 * give the expected events, and every forgery of them is refused.
 * @param fixturesFolder folder of its recorded requests
 */
export function describeProvider(provider: Provider, fixturesFolder: string): void {
  const recordCommand = recordingCommand(fixturesFolder, "<name>");
  const { fixtures, faults } = readFixtures(fixturesFolder);
  const unknown = signaturesOf(provider).filter(({ scheme }) => !Object.hasOwn(schemesByName, scheme));
  const unreadable = [...unknown.map(({ scheme }) => unknownScheme(scheme)), ...faults];
  describe(provider.id, () => {
    it("has schemes that there are, and fixtures that can be read", () => expectComplete(unreadable));
    if (unreadable.length === 0) contract(provider, fixtures, recordCommand);
  });
}

function unknownScheme(scheme: string): string {
  const names = Object.keys(schemesByName);
  const similar = similarNames(scheme, names);
  return `there is no scheme "${scheme}"; ${similar.length > 0 ? `similar: ${similar.join(", ")}` : `there are ${names.join(", ")}`}`;
}

function schemeTitle(signature: Signature): string {
  return `"${signature.variant ?? signature.scheme}" (${signatureLocations(signature).join(", ")})`;
}

/** Fails with one line for each thing that is missing. */
function expectComplete(missing: readonly string[]): void {
  if (missing.length > 0) expect.fail(missing.join("\n"));
}

function contract(provider: Provider, fixtures: readonly Fixture[], recordCommand: string): void {
  it("is data", () => {
    expect(structuredClone(provider)).toEqual(provider);
  });

  it("judges by a timestamp only if it is signed, and by every timestamp that is", () => {
    for (const signature of signaturesOf(provider)) {
      if (!["hmac", "keyed-hash", "public-key"].includes(signature.scheme)) continue;
      const rules = signature as SignedText & SignatureLayout;
      const template = [rules.signed ?? "{body}"].flat().join();
      const inSignedBody = /^body:/.test(rules.timestamp ?? "") && template.includes("{body");
      const isSigned = ["{timestamp}", `{${rules.timestamp}}`].some((name) => template.includes(name));
      const hasPlace = (rules.timestamp ?? rules.fields?.timestamp ?? rules.parts) !== undefined;
      const which = `the scheme ${schemeTitle(signature)}`;
      const placed = hasPlace
        ? `${which} names a timestamp that is not signed: put {timestamp} into signed, or leave the timestamp out`
        : `${which} signs {timestamp} and does not say where it is: timestamp or fields.timestamp`;
      expect(hasPlace, placed).toBe(isSigned || inSignedBody);
      const tolerated = hasPlace
        ? `${which} signs a timestamp and has no toleranceSeconds: add toleranceSeconds: 300, or what the vendor's page says`
        : `${which} has toleranceSeconds and signs no timestamp`;
      expect(rules.toleranceSeconds !== undefined, tolerated).toBe(hasPlace);
      const places = [rules.header, rules.from].filter((place) => place !== undefined);
      expect(places, `${which} needs one of header and from`).toHaveLength(1);
    }
  });

  it("has a fixture that gives events", () => {
    const recorded = fixtures.length === 0 ? "no request is recorded" : "no fixture is accepted with events";
    if (
      !fixtures.some(
        ({ outcome, ...rest }) => outcome === "accepted" && "events" in rest && rest.events.length > 0,
      )
    )
      expect.fail(
        `${recorded}, so nothing tests the rules of "event": ${recordCommand}, then have the vendor send a delivery`,
      );
  });

  it("has a fixture for each of its schemes and handshakes", async () => {
    const schemes = signaturesOf(provider);
    const used = new Set(signedFixtures(schemes, fixtures).map(({ signature }) => signature));
    const unused = schemes.filter((signature) => !used.has(signature));
    const unsigned = fixtures.filter(
      ({ request, outcome }) => outcome === "accepted" && !chooseScheme(schemes, request),
    );
    const outcomes = await Promise.all(fixtures.map((fixture) => received(provider, fixture)));
    const met = new Set(outcomes.map(({ outcome }) => outcome));
    const unmet = (provider.handshakes ?? []).filter(({ name }) => !met.has(name));
    expectComplete([
      ...unsigned.map((fixture) => absentSignatures(provider, fixture)),
      ...(unsigned.length > 0 ? [] : unused).map(
        (signature) =>
          `the scheme ${schemeTitle(signature)} has no fixture: ${recordCommand}, then have the vendor send a delivery signed with it`,
      ),
      ...unmet.map(
        ({ name }) =>
          `the handshake "${name}" has no fixture: ${recordCommand}, then have the vendor send it`,
      ),
    ]);
  });

  it.each(fixtures.filter((fixture) => fixture.outcome === "accepted"))(
    "$name: accepted",
    async (fixture) => {
      const { answer, queued, source, outcome } = await received(provider, fixture);
      const isHandshake = provider.handshakes?.some(({ name }) => name === outcome);
      const advice = isHandshake
        ? `${fixture.name}.http is answered by the handshake "${outcome}": see its "when", or "outcome" in ${fixture.name}.json`
        : await whyRefused(provider, fixture, outcome);
      expect(outcome, advice).toBe("accepted");
      expect(answer).toMatchObject(fixture.answer ?? { status: 200, body: "" });
      const [delivery] = queued;
      const events = delivery ? eventsOf(source, delivery) : [];
      const found = events.map(
        ({ detailType, envelope: { id: eventId, subject, time, origin, entity, action } }) => ({
          type: detailType,
          id: eventId,
          ...(subject !== undefined && { subject }),
          time,
          source: origin,
          ...(entity !== undefined && { entity }),
          ...(action !== undefined && { action }),
        }),
      );
      const time = delivery?.receivedAt;
      const differ = `${fixture.name}.json: "events" are not what the provider's file gives`;
      expect(found, differ).toEqual(fixture.events.map((event) => ({ time, ...event })));
      expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
    },
  );

  it.each(fixtures.filter((fixture) => fixture.outcome === "handshake"))(
    "$name: handshake",
    async (fixture) => {
      const { answer, queued, outcome } = await received(provider, fixture);
      const advice =
        outcome === "accepted"
          ? `${fixture.name}.http is a delivery for the provider's file: see "when" of its handshakes, or "outcome" in ${fixture.name}.json`
          : await whyRefused(provider, fixture, outcome);
      expect(provider.handshakes?.map(({ name }) => name) ?? [], advice).toContain(outcome);
      expect(queued).toEqual([]);
      const { status, body, contentType, headers = {} } = fixture.answer;
      expect(answer).toMatchObject({ status, body, headers });
      if (contentType !== undefined) expect(answer.headers["content-type"]).toBe(contentType);
      const rule = provider.handshakes?.find(({ name }) => name === outcome);
      if (rule?.token || (rule && "keepSecret" in rule.answer)) {
        const others = fixture.secrets.map((text) => text.replace(/.$/, "~"));
        // A vendor may say itself how a wrong token is refused, by another handshake of the same request.
        const refusal = provider.handshakes?.find(({ token, when }) => !token && when === rule.when)?.answer;
        const wanted = refusal && "status" in refusal ? refusal.status : 401;
        expect(wanted).toBeGreaterThanOrEqual(400);
        expect((await received(provider, fixture, others)).answer.status).toBe(wanted);
      }
    },
  );

  describe.each(signedFixtures(signaturesOf(provider), fixtures))("$name", ({ fixture, signature }) => {
    const forgery = forgeryOf(signature);
    let recorded: Promise<string> | undefined;
    /** `ok`, or why the request is refused as it was recorded. */
    const asRecorded = () => {
      recorded ??= reasonOf(verdict(provider, fixture));
      return recorded;
    };
    /** A refused request says nothing of forgeries: each test of them fails then, and says so. */
    const itForges = (name: string, test: () => Promise<void>) =>
      it(name, async () => {
        if ((await asRecorded()) !== "ok") expect.fail("not tested: the request is not accepted as recorded");
        await test();
      });
    const refuses = async (change: Parameters<typeof verdict>[2]) =>
      expect(await verdict(provider, fixture, change)).toMatchObject({ ok: false });

    it("is accepted as recorded", async () => {
      const reason = await asRecorded();
      if (reason !== "ok") expect.fail(await whyRefused(provider, fixture, reason));
    });

    itForges("is refused with a changed byte of its body", async () => {
      for (const body of forgery.bodies(signature, fixture.request))
        await refuses({ request: { ...fixture.request, body } });
    });

    itForges("is refused with a changed signature, and without one", async () => {
      const request = tampered(signature)(fixture.request);
      expect(request).not.toEqual(fixture.request);
      await refuses({ request });
      // A request may carry several: without any of them it must not pass.
      const all = signaturesOf(provider);
      await refuses({ request: all.reduce((bare, one) => stripped(one)(bare), fixture.request) });
    });

    itForges("is refused with another secret, and with none", async () => {
      await refuses({ secrets: otherSecrets(fixture, signature) });
      expect(otherSecrets(fixture, signature)).not.toEqual(fixture.secrets);
      await refuses({ secrets: [] }).catch((error) =>
        expect(error).toMatchObject({ code: "secret-unusable" }),
      );
    });

    itForges("is accepted with the older and with the newer of two secrets", async () => {
      const others = otherSecrets(fixture, signature);
      const older = await verdict(provider, fixture, { secrets: [...others, ...fixture.secrets] });
      const newer = await verdict(provider, fixture, { secrets: [...fixture.secrets, ...others] });
      expect([older, newer]).toMatchObject([{ ok: true }, { ok: true }]);
      if (older.ok && newer.ok) expect(older.secretIndex - newer.secretIndex).toBe(others.length);
    });

    itForges("is refused late, ahead of its time, and redated", async () => {
      const window = forgery.window(signature);
      if (window === undefined) {
        expect(await verdict(provider, fixture, { clock: fixture.clock + 86_400 })).toMatchObject({
          ok: true,
        });
        return;
      }
      const late = fixture.clock + 2 * window + 1;
      await refuses({ clock: late });
      await refuses({ clock: fixture.clock - 2 * window - 1 });
      const request = redated(signature, fixture.request, late);
      if (request) await refuses({ request, clock: late });
    });

    itForges("is refused at another URL, where the URL is signed", async () => {
      const request = {
        ...fixture.request,
        url: `${fixture.request.url}x`,
        query: `${fixture.request.query}x`,
      };
      const covers = forgery.coversUrl(signature);
      if (covers) await refuses({ request });
      else if (covers === false)
        expect(
          await verdict(provider, fixture, { request }),
          `If "${signature.scheme}" signs the URL, say so with coversUrl in test/support/schemes/${signature.scheme}.ts`,
        ).toMatchObject({ ok: true });
    });
  });
}
