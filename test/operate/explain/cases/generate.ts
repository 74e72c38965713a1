/** Refused requests of all words, providers and kinds, made one by one when they are asked for. */

import type { Provider } from "../../../../src/core/provider.ts";
import type { CauseWord } from "../../../../src/operate/explain/explanation.ts";
import type { Fixture } from "../../../../src/recorded/fixtures.ts";
import { loadProvider, providerIds } from "../../../support/contract-kit.ts";
import { fixturesOf } from "../../../support/fixtures.ts";
import { type Kind, kept, questionOf } from "./change.ts";
import { freshRequest, type Genuine, recordedRequest } from "./genuine.ts";
import { isRefused, judge } from "./judge.ts";
import { kinds as bodyBytes } from "./kinds/body-bytes.ts";
import { kinds as bodyText } from "./kinds/body-text.ts";
import { kinds as charsets } from "./kinds/charsets.ts";
import { genuineHandshake, kinds as handshakes } from "./kinds/handshakes.ts";
import { kinds as joins } from "./kinds/joins.ts";
import { kinds as otherSchemes } from "./kinds/other-schemes.ts";
import { kinds as secretTexts } from "./kinds/secret-texts.ts";
import { kinds as secrets } from "./kinds/secrets.ts";
import { kinds as signatures } from "./kinds/signatures.ts";
import { kinds as times } from "./kinds/times.ts";
import { kinds as urls } from "./kinds/urls.ts";
import { kindsAmong } from "./kinds/vendors.ts";
import type { Case, Question } from "./question.ts";
import { Random } from "./random.ts";

interface Recording {
  readonly provider: Provider;
  readonly fixture: Fixture;
}

/** Everything that cases are made of. */
export interface World {
  readonly seed: string;
  readonly deliveries: readonly Recording[];
  readonly handshakes: readonly Recording[];
  /** One genuine request of each provider that can be signed here. */
  readonly strangers: readonly Genuine[];
  readonly kinds: readonly Kind[];
}

/** The genuine request of a recording, signed anew where that can be. */
async function genuineOf({ provider, fixture }: Recording, random: Random): Promise<Genuine | undefined> {
  const fresh = await freshRequest(provider, fixture, random);
  const isAccepted = async (one: Genuine | undefined): Promise<boolean> =>
    one !== undefined &&
    (await judge(questionOf(one, { about: "" }, random.branch("check")), provider)).outcome === "accepted";
  if (await isAccepted(fresh)) return fresh;
  const recorded = recordedRequest(provider, fixture);
  return (await isAccepted(recorded)) ? recorded : undefined;
}

export async function worldOf(seed: string): Promise<World> {
  const providers = await Promise.all(providerIds.map(loadProvider));
  const recordings = providers.flatMap((provider) =>
    fixturesOf(provider.id).map((fixture) => ({ provider, fixture })),
  );
  const deliveries = recordings.filter(({ fixture }) => fixture.outcome === "accepted");
  const first = providers.flatMap((provider) => deliveries.find((one) => one.provider === provider) ?? []);
  const strangers: Genuine[] = [];
  for (const recording of first) {
    const genuine = await genuineOf(recording, new Random(`${seed}/strangers/${recording.provider.id}`));
    if (genuine?.sign) strangers.push(genuine);
  }
  return {
    seed,
    deliveries,
    handshakes: recordings.filter(({ fixture }) => fixture.outcome === "handshake"),
    strangers,
    kinds: [
      ...secrets,
      ...secretTexts,
      ...bodyText,
      ...bodyBytes,
      ...charsets,
      ...urls,
      ...times,
      ...signatures,
      ...joins,
      ...otherSchemes,
      ...kindsAmong(strangers),
      ...handshakes,
    ],
  };
}

/** Other sources of the deployment, which have nothing to do with it. */
function bystanders(world: World, genuine: Genuine, random: Random): Question["otherSources"] {
  return (
    Array.from({ length: random.whole(0, 3) }, () => random.pick(world.strangers))
      // Pairs of keys are made for all vendors: another's may be this one's.
      .filter(({ provider, key }) => provider.id !== genuine.provider.id && key.secret !== genuine.key.secret)
      .map((one) => ({
        name: `${random.pick(["globex", "umbra", "initech"])}-${one.provider.id}`,
        provider: one.provider.id,
        secrets: [...kept(one, one.key.secret)],
      }))
  );
}

const isHandshake = ({ word }: Kind): boolean => word === "handshake";

/** The recordings that a kind is for. */
export const recordingsFor = (world: World, kind: Kind): readonly Recording[] =>
  isHandshake(kind) ? world.handshakes : world.deliveries;

/** The case of a kind and a recording; undefined where it makes no sense, or is not refused. */
export async function caseOf(world: World, kind: Kind, recording: Recording): Promise<Case | undefined> {
  const { provider, fixture } = recording;
  const id = [kind.word, kind.name, provider.id, fixture.name].join("/");
  const random = new Random(`${world.seed}/${id}`);
  const genuine = isHandshake(kind)
    ? genuineHandshake(provider, fixture)
    : await genuineOf(recording, random.branch("genuine"));
  const changed = genuine && (await kind.change(genuine, random.branch("change")));
  if (!genuine || !changed) return undefined;
  const others = [...(changed.others ?? []), ...bystanders(world, genuine, random.branch("others"))];
  const question = questionOf(genuine, { ...changed, others: [...random.shuffled(others)] }, random);
  const judgement = await judge(question, provider, !changed.isUnknown);
  if (!isRefused(judgement)) return undefined;
  return {
    id,
    word: kind.word,
    kind: kind.name,
    about: changed.about,
    question,
    accept: changed.accept ?? [],
    hidden: changed.hidden ?? [],
    names: changed.names ?? [],
    reason: judgement.reason,
    isLossy: changed.isLossy === true,
  };
}

/** A sample with about as many cases of each word, of its kinds and providers in turn. */
export async function sampleOf(
  world: World,
  perWord: number,
  only?: readonly string[],
): Promise<readonly Case[]> {
  const words = [...new Set(world.kinds.map(({ word }) => word))].filter(
    (word) => only?.includes(word) ?? true,
  );
  const cases: Case[] = [];
  for (const word of words) cases.push(...(await casesOf(world, word, perWord)));
  return cases;
}

async function casesOf(world: World, word: CauseWord, most: number): Promise<readonly Case[]> {
  const random = new Random(`${world.seed}/order/${word}`);
  const kinds = random.shuffled(world.kinds.filter((kind) => kind.word === word));
  const queues = kinds.map((kind) => ({ kind, left: [...random.shuffled(recordingsFor(world, kind))] }));
  const found: Case[] = [];
  while (found.length < most && queues.some(({ left }) => left.length > 0)) {
    for (const { kind, left } of queues) {
      const one = await next(world, kind, left);
      if (one) found.push(one);
      if (found.length >= most) break;
    }
  }
  return found;
}

/** The next case of a kind. */
async function next(world: World, kind: Kind, left: Recording[]): Promise<Case | undefined> {
  for (let recording = left.pop(); recording; recording = left.pop()) {
    const one = await caseOf(world, kind, recording);
    if (one) return one;
  }
  return undefined;
}
