import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Signature, SignatureLayout, SignedText } from "../core/signature.ts";
import { similarNames } from "../core/text/similar-names.ts";
import { type Fixture, readFixtures, recordingCommand } from "../recorded/fixtures.ts";
import { chooseScheme, signatureLocations } from "../signatures/choose.ts";
import { schemes as schemesByName } from "../signatures/schemes/index.ts";
import { type Check, needNone, needSame, unmet } from "./check.ts";
import { fixtureChecks } from "./fixture-checks.ts";
import { forgeryOf } from "./forge.ts";
import { forgeryChecks } from "./forgery-checks.ts";
import { signedFixtures } from "./judge-fixture.ts";
import { receiveFixture } from "./receive-fixture.ts";
import { absentSignatures } from "./refusal-advice.ts";

function unknownScheme(scheme: string): string {
  const names = Object.keys(schemesByName);
  const similar = similarNames(scheme, names);
  return `there is no scheme "${scheme}"; ${similar.length > 0 ? `similar: ${similar.join(", ")}` : `there are ${names.join(", ")}`}`;
}

function schemeTitle(signature: Signature): string {
  return `"${signature.variant ?? signature.scheme}" (${signatureLocations(signature).join(", ")})`;
}

function checkTimestamps(provider: Provider): void {
  for (const signature of signaturesOf(provider)) {
    if (!forgeryOf(signature).signsTemplate) continue;
    const rules = signature as SignedText & SignatureLayout;
    const template = [rules.signed ?? "{body}"].flat().join();
    const inSignedBody = /^body:/.test(rules.timestamp ?? "") && template.includes("{body");
    const isSigned = ["{timestamp}", `{${rules.timestamp}}`].some((name) => template.includes(name));
    const hasPlace = (rules.timestamp ?? rules.fields?.timestamp ?? rules.parts) !== undefined;
    const which = `the scheme ${schemeTitle(signature)}`;
    const placed = hasPlace
      ? `${which} names a timestamp that is not signed: put {timestamp} into signed, or leave the timestamp out`
      : `${which} signs {timestamp} and does not say where it is: timestamp or fields.timestamp`;
    if (hasPlace !== (isSigned || inSignedBody)) unmet(placed);
    const tolerated = hasPlace
      ? `${which} signs a timestamp and has no toleranceSeconds: add toleranceSeconds: 300, or what the vendor's page says`
      : `${which} has toleranceSeconds and signs no timestamp`;
    if ((rules.toleranceSeconds !== undefined) !== hasPlace) unmet(tolerated);
    const places = [rules.header, rules.from].filter((place) => place !== undefined);
    if (places.length !== 1) unmet(`${which} needs one of header and from`);
  }
}

function checkEvents(fixtures: readonly Fixture[], recordCommand: string): void {
  const gives = fixtures.some((fixture) => fixture.outcome === "accepted" && fixture.events.length > 0);
  const recorded = fixtures.length === 0 ? "no request is recorded" : "no fixture is accepted with events";
  if (!gives)
    unmet(
      `${recorded}, so nothing tests the rules of "event": ${recordCommand}, then have the vendor send a delivery`,
    );
}

async function checkCoverage(
  provider: Provider,
  fixtures: readonly Fixture[],
  recordCommand: string,
): Promise<void> {
  const schemes = signaturesOf(provider);
  const used = new Set(signedFixtures(schemes, fixtures).map(({ signature }) => signature));
  const unused = schemes.filter((signature) => !used.has(signature));
  const unsigned = fixtures.filter(
    ({ request, outcome }) => outcome === "accepted" && !chooseScheme(schemes, request),
  );
  const outcomes = await Promise.all(fixtures.map((fixture) => receiveFixture(provider, fixture)));
  const met = new Set(outcomes.map(({ outcome }) => outcome));
  const unmetHandshakes = (provider.handshakes ?? []).filter(({ name }) => !met.has(name));
  needNone([
    ...unsigned.map((fixture) => absentSignatures(provider, fixture)),
    ...(unsigned.length > 0 ? [] : unused).map(
      (signature) =>
        `the scheme ${schemeTitle(signature)} has no fixture: ${recordCommand}, then have the vendor send a delivery signed with it`,
    ),
    ...unmetHandshakes.map(
      ({ name }) => `the handshake "${name}" has no fixture: ${recordCommand}, then have the vendor send it`,
    ),
  ]);
}

/**
 * The contract of every provider: it is data, it has recorded requests whose signatures our own signer did not make, they are accepted and
 * give the expected events, and every forgery of them is refused.
 * @param fixturesFolder folder of its recorded requests
 */
export function contractOf(provider: Provider, fixturesFolder: string): readonly Check[] {
  const recordCommand = recordingCommand(fixturesFolder, "<name>");
  const { fixtures, faults } = readFixtures(fixturesFolder);
  const unknown = signaturesOf(provider).filter(({ scheme }) => !Object.hasOwn(schemesByName, scheme));
  const unreadable = [...unknown.map(({ scheme }) => unknownScheme(scheme)), ...faults];
  const readable: Check = {
    name: "has schemes that there are, and fixtures that can be read",
    run: () => needNone(unreadable),
  };
  if (unreadable.length > 0) return [readable];
  return [
    readable,
    { name: "is data", run: () => needSame(structuredClone(provider), provider, "it is changed by a copy") },
    {
      name: "judges by a timestamp only if it is signed, and by every timestamp that is",
      run: () => checkTimestamps(provider),
    },
    { name: "has a fixture that gives events", run: () => checkEvents(fixtures, recordCommand) },
    {
      name: "has a fixture for each of its schemes and handshakes",
      run: () => checkCoverage(provider, fixtures, recordCommand),
    },
    ...fixtureChecks(provider, fixtures),
    ...signedFixtures(signaturesOf(provider), fixtures).flatMap((signed) => forgeryChecks(provider, signed)),
  ];
}
