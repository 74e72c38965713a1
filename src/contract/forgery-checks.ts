import { isDeepStrictEqual } from "node:util";
import { BridgeError } from "../core/errors.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import { type Check, needSame, unmet } from "./check.ts";
import { forgeryOf, redated, stripped, tampered } from "./forge.ts";
import {
  type FixtureChange,
  judgeFixture,
  otherSecrets,
  type SignedFixture,
  verdictReason,
  whyRefused,
} from "./judge-fixture.ts";

type Forging = SignedFixture & { readonly provider: Provider };

async function refuses({ provider, fixture }: Forging, change: FixtureChange): Promise<void> {
  if ((await judgeFixture(provider, fixture, change)).ok) unmet("the forged request is accepted");
}

async function needAccepted(
  { provider, fixture }: Forging,
  change: FixtureChange,
  message: string,
): Promise<number> {
  const found = await judgeFixture(provider, fixture, change);
  return found.ok ? found.secretIndex : unmet(`${message}: ${found.reason}`);
}

async function refusesBodies(forging: Forging): Promise<void> {
  const { fixture, signature } = forging;
  for (const body of forgeryOf(signature).bodies(signature, fixture.request))
    await refuses(forging, { request: { ...fixture.request, body } });
}

async function refusesSignatures(forging: Forging): Promise<void> {
  const { provider, fixture, signature } = forging;
  const request = tampered(signature)(fixture.request);
  if (isDeepStrictEqual(request, fixture.request)) unmet("the change of its signature changed nothing");
  await refuses(forging, { request });
  // A request may carry several: without any of them it must not pass.
  const all = signaturesOf(provider);
  await refuses(forging, { request: all.reduce((bare, one) => stripped(one)(bare), fixture.request) });
}

async function refusesSecrets(forging: Forging): Promise<void> {
  const { fixture, signature } = forging;
  const others = otherSecrets(fixture, signature);
  if (isDeepStrictEqual(others, fixture.secrets)) unmet("the other secret is the right one");
  await refuses(forging, { secrets: others });
  try {
    await refuses(forging, { secrets: [] });
  } catch (error) {
    if (!(error instanceof BridgeError && error.code === "secret-unusable")) throw error;
  }
}

async function takesTwoSecrets(forging: Forging): Promise<void> {
  const { fixture, signature } = forging;
  const others = otherSecrets(fixture, signature);
  const older = await needAccepted(
    forging,
    { secrets: [...others, ...fixture.secrets] },
    "the older secret is not tried",
  );
  const newer = await needAccepted(
    forging,
    { secrets: [...fixture.secrets, ...others] },
    "the newer secret is not tried",
  );
  needSame(older - newer, others.length, "another secret matched");
}

async function refusesTimes(forging: Forging): Promise<void> {
  const { fixture, signature } = forging;
  const window = forgeryOf(signature).window(signature);
  if (window === undefined) {
    await needAccepted(
      forging,
      { clock: fixture.clock + 86_400 },
      "it is refused a day later, though it knows no time",
    );
    return;
  }
  const late = fixture.clock + 2 * window + 1;
  await refuses(forging, { clock: late });
  await refuses(forging, { clock: fixture.clock - 2 * window - 1 });
  const request = redated(signature, fixture.request, late);
  if (request) await refuses(forging, { request, clock: late });
}

async function refusesUrl(forging: Forging): Promise<void> {
  const { fixture, signature } = forging;
  const { url, query } = fixture.request;
  const request = { ...fixture.request, url: `${url}x`, query: `${query}x` };
  const covers = forgeryOf(signature).coversUrl(signature);
  if (covers) await refuses(forging, { request });
  else if (covers === false)
    await needAccepted(
      forging,
      { request },
      `If "${signature.scheme}" signs the URL, say so with coversUrl in src/contract/schemes/${signature.scheme}.ts`,
    );
}

const forgeryTests: readonly (readonly [name: string, test: (forging: Forging) => Promise<void>])[] = [
  ["is refused with a changed byte of its body", refusesBodies],
  ["is refused with a changed signature, and without one", refusesSignatures],
  ["is refused with another secret, and with none", refusesSecrets],
  ["is accepted with the older and with the newer of two secrets", takesTwoSecrets],
  ["is refused late, ahead of its time, and redated", refusesTimes],
  ["is refused at another URL, where the URL is signed", refusesUrl],
];

/** What must become of a recorded request and of every forgery of it. */
export function forgeryChecks(provider: Provider, { fixture, signature }: SignedFixture): readonly Check[] {
  const about = fixture.name;
  const forging: Forging = { provider, fixture, signature };
  let recorded: Promise<string> | undefined;
  /** `ok`, or why the request is refused as it was recorded. */
  const asRecorded = (): Promise<string> => {
    recorded ??= verdictReason(judgeFixture(provider, fixture));
    return recorded;
  };
  return [
    {
      about,
      name: "is accepted as recorded",
      run: async () => {
        const reason = await asRecorded();
        if (reason !== "ok") unmet(await whyRefused(provider, fixture, reason));
      },
    },
    // A refused request says nothing of forgeries: each test of them fails then, and says so.
    ...forgeryTests.map(
      ([name, test]): Check => ({
        about,
        name,
        run: async () => {
          if ((await asRecorded()) !== "ok") unmet("not tested: the request is not accepted as recorded");
          await test(forging);
        },
      }),
    ),
  ];
}
