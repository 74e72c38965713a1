import type { Random } from "./random.ts";
import type { Refuse } from "./services.ts";

/** What befalls a request: before the service sees it, or after it has acted. */
export type Mishap = "kill" | "freeze" | "reset" | "timeout" | "error" | "throttle" | "missing" | "denied";

/** What is to happen to one request. */
export interface Fate {
  readonly before?: Mishap;
  readonly after?: Mishap;
  /** Entries, keys or items that go wrong alone. */
  readonly refuse?: Refuse;
  /** EventBridge takes only calls below so many bytes. */
  readonly limitBytes?: number;
  /** The answer comes without what says that it was accepted. */
  readonly strip?: true;
  /** The body of the answer breaks off. */
  readonly cut?: true;
}

interface WireFault {
  readonly name: string;
  readonly on: RegExp;
  readonly fate: (random: Random) => Fate;
  /** Kills and freezes are rare: each costs a whole batch. */
  readonly probability?: number;
  /** Alone it begins so much later: what is in memory by then is part of it. */
  readonly firstAfterMs?: number;
}

const both = (a: Mishap, b: Mishap) => (random: Random) => ({ before: random.pick([a, b]) });

/** Faults of single requests, at the level of the protocol. */
export const wireFaults: readonly WireFault[] = [
  { name: "sqs 5xx", on: /^sqs/, fate: () => ({ before: "error" }) },
  { name: "sqs time-out after storing", on: /^sqs/, fate: () => ({ after: "timeout" }) },
  { name: "sqs reply lost", on: /^sqs/, fate: () => ({ after: "reset" }) },
  { name: "sqs throttled", on: /^sqs/, fate: () => ({ before: "throttle" }) },
  {
    name: "events refused in part",
    on: /^events/,
    fate: (random) => ({
      refuse: () =>
        random.chance(0.3) ? random.pick(["ThrottlingException", "InternalFailure"]) : undefined,
    }),
  },
  { name: "events throttled", on: /^events/, fate: () => ({ before: "throttle" }) },
  { name: "events reset after acceptance", on: /^events/, fate: () => ({ after: "reset" }) },
  { name: "events time-out after acceptance", on: /^events/, fate: () => ({ after: "timeout" }) },
  {
    name: "events answer without ids",
    on: /^events/,
    fate: (random) =>
      random.chance(0.5) ? { strip: true } : { refuse: () => (random.chance(0.5) ? "silent" : undefined) },
  },
  {
    name: "events refused for good",
    on: /^events/,
    fate: (random) => ({ refuse: () => (random.chance(0.2) ? "MalformedDetail" : undefined) }),
  },
  // Less than some single events, and more than the attributes of any.
  { name: "events take less than is documented", on: /^events/, fate: () => ({ limitBytes: 2_000 }) },
  { name: "events answer breaks off", on: /^events/, fate: () => ({ cut: true }) },
  { name: "a permission is missing", on: /./, fate: () => ({ before: "denied" }) },
  { name: "bus missing", on: /^events/, fate: () => ({ before: "missing" }) },
  { name: "ledger throttled", on: /^dynamodb/, fate: () => ({ before: "throttle" }) },
  { name: "ledger down", on: /^dynamodb/, fate: both("error", "timeout") },
  {
    name: "ledger leaves some over",
    on: /^dynamodb/,
    fate: (random) => ({ refuse: () => (random.chance(0.6) ? "over" : undefined) }),
  },
  { name: "ledger write reply lost", on: /BatchWriteItem/, fate: () => ({ after: "timeout" }) },
  { name: "events hang", on: /^events/, fate: () => ({ before: "timeout" }), probability: 0.33 },
  {
    name: "ledger writes hang",
    on: /BatchWriteItem/,
    fate: () => ({ before: "timeout" }),
    probability: 0.33,
  },
  { name: "secret store down", on: /^ssm/, fate: both("error", "timeout") },
  { name: "secret store down cold", on: /^ssm/, fate: both("throttle", "error") },
  {
    name: "secret store hangs",
    on: /^ssm/,
    fate: () => ({ before: "timeout" }),
    probability: 0.33,
    firstAfterMs: 600_000,
  },
  { name: "s3 put fails", on: /^s3\.PUT/, fate: both("error", "throttle"), probability: 0.3 },
  { name: "s3 put reply lost", on: /^s3\.PUT/, fate: () => ({ after: "reset" }) },
  { name: "s3 get fails", on: /^s3\.GET/, fate: both("error", "timeout"), probability: 0.3 },
  { name: "s3 body breaks off", on: /^s3\.GET/, fate: () => ({ cut: true }), probability: 0.3 },
  { name: "dead sockets", on: /./, fate: () => ({ before: "reset" }), probability: 0.2 },
  ...["sqs.SendMessage", "events.PutEvents", "dynamodb.BatchGetItem", "dynamodb.BatchWriteItem"].flatMap(
    (call): WireFault[] => [
      {
        name: `kill before ${call}`,
        on: new RegExp(call),
        fate: () => ({ before: "kill" }),
        probability: 0.1,
      },
      { name: `kill after ${call}`, on: new RegExp(call), fate: () => ({ after: "kill" }), probability: 0.1 },
    ],
  ),
  { name: "function times out", on: /./, fate: () => ({ before: "freeze" }), probability: 0.05 },
  { name: "function times out after", on: /./, fate: () => ({ after: "freeze" }), probability: 0.05 },
];

/** Faults of everything around the requests; the simulation acts on them by name. */
export const worldFaults = [
  "answer lost",
  "sqs delivers twice",
  "sqs delete lost",
  "clock off",
  "clock jumps back",
  "environments die",
  "poison",
  "secret rotation",
  "redrive storm",
  "deployments",
  "attackers",
] as const;

export type WorldFault = (typeof worldFaults)[number];

/** A fault while it holds, in milliseconds of true time. */
export interface Spell {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly probability: number;
}

/** Chooses faults, and says what befalls each request. */
export interface Nemesis {
  readonly spells: readonly Spell[];
  /** Names of the faults of requests that came about. */
  readonly struck: ReadonlySet<string>;
  fateOf(call: string, now: number): Fate;
  /** True when the fault holds and chance wants it. */
  strikes(fault: WorldFault, now: number): boolean;
}

const minutes = 60_000;

/** Three to eight faults, each for some minutes to some hours from `start` on; or those of `only`, for the first hour. */
export function makeNemesis(random: Random, start: number, only?: readonly string[]): Nemesis {
  const names: readonly string[] = [...wireFaults.map(({ name }) => name), ...worldFaults];
  const chosen = only ?? random.shuffle(names).slice(0, random.int(3, 8));
  const spells = chosen.map((name): Spell => {
    const fault = wireFaults.find((one) => one.name === name);
    const from = start + (only ? (fault?.firstAfterMs ?? 0) : random.int(0, 25) * minutes);
    const length = (only ? 60 : random.pick([1, 5, 15, 60, 240])) * minutes;
    const own = fault?.probability;
    const probability = only ? (own ?? 0.2) * 3 : (own ?? random.pick([0.2, 0.6, 1]));
    return { name, from, until: from + length, probability };
  });
  const struck = new Set<string>();
  const holds = (spell: Spell, now: number): boolean => spell.from <= now && now < spell.until;
  return {
    spells,
    struck,
    fateOf(call, now) {
      for (const spell of spells) {
        if (!holds(spell, now)) continue;
        const fault = wireFaults.find(({ name, on }) => name === spell.name && on.test(call));
        if (!fault) continue;
        if (!random.chance(spell.probability)) continue;
        struck.add(fault.name);
        return fault.fate(random);
      }
      return {};
    },
    strikes: (fault, now) =>
      spells.some((spell) => spell.name === fault && holds(spell, now) && random.chance(spell.probability)),
  };
}
