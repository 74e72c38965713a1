import type { Provider } from "../src/core/provider.ts";
import { bodiesOf } from "./bodies.ts";
import { bridgeVerdict } from "./bridge.ts";
import type { Explanation } from "./explanation.ts";
import type { Draft, Moment, Oracle, Verdict } from "./oracle.ts";
import { atMoment } from "./times.ts";
import { type Sender, type Variant, variantsOf } from "./variants.ts";

/** One request on which the bridge and the vendor's code differ. */
export interface Difference {
  readonly body: string;
  readonly variant: string;
  readonly ours: Verdict;
  /** The bridge's own reason, or how the judge put it. */
  readonly reason: string;
  readonly explanation: Explanation | undefined;
}

/** What came of one oracle. */
export interface Comparison {
  readonly name: string;
  readonly sdk: string;
  readonly requests: number;
  readonly differences: readonly Difference[];
}

const url = "https://hooks.example.com/in/p1?tenant=a%20b&x=1";

function draftOf(oracle: Oracle, body: string): Draft {
  const usual = oracle.bodies === "form" ? "application/x-www-form-urlencoded" : "application/json";
  return {
    method: oracle.method ?? "POST",
    url,
    headers: { "content-type": oracle.contentType ?? usual, "user-agent": "oracle/1" },
    body: Buffer.from(body),
  };
}

async function signed(oracle: Oracle, draft: Draft, secret: unknown, moment: Moment): Promise<Draft> {
  const { headers = {}, ...rest } = await oracle.sign(draft, secret, moment);
  return { ...draft, ...rest, headers: { ...draft.headers, ...headers } };
}

/** What the judge says; an error is a refusal, anything but a boolean a fault of the oracle. */
async function judgement(oracle: Oracle, request: Draft, secret: unknown): Promise<[Verdict, string]> {
  if (!oracle.verify) return ["failed", "nobody judges"];
  let found: unknown;
  try {
    found = await oracle.verify(request, secret);
  } catch (error) {
    return [
      "refused",
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 160) : String(error),
    ];
  }
  if (typeof found !== "boolean") throw new Error(`verify() of ${oracle.sdk} gave ${typeof found}.`);
  return [found ? "accepted" : "refused", String(found)];
}

function heldOf(oracle: Oracle, secret: unknown): readonly string[] {
  const held = oracle.held ? oracle.held(secret) : String(secret);
  return typeof held === "string" ? [held] : held;
}

const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** Finds explanations and remembers which were needed. */
export class Explanations {
  readonly #list: readonly Explanation[];
  readonly #used = new Set<string>();

  constructor(list: readonly Explanation[]) {
    this.#list = list;
  }

  find(
    provider: Provider,
    names: readonly string[],
    variant: string,
    ours: Verdict,
  ): Explanation | undefined {
    let found: Explanation | undefined;
    for (const [place, explanation] of this.#list.entries()) {
      if (explanation.ours !== ours || explanation.holds?.(provider, variant) === false) continue;
      const name = explanation.of.find((one) => one === "*" || names.includes(one));
      const pattern = explanation.variants.find((one) => fits(one, variant));
      if (name === undefined || pattern === undefined) continue;
      this.#used.add(`${place} ${name}`).add(`${place} ${pattern}`);
      found ??= explanation;
    }
    return found;
  }

  /**
   * Vendors and variants of explanations that nothing needed.
   * @param judged whether the vendor's oracles ran
   * @param whole whether all did: a variant may be there for one vendor only
   */
  idle(judged: (name: string) => boolean, whole: boolean): readonly string[] {
    return this.#list.flatMap(({ of, variants, why }, place) => {
      const names = of.filter((name) => name === "*" || judged(name));
      const parts =
        whole || (names.length === of.length && !of.includes("*")) ? [...names, ...variants] : names;
      return parts.filter((part) => !this.#used.has(`${place} ${part}`)).map((part) => `${part}: ${why}`);
    });
  }
}

/** Rotation: the same request, where the bridge holds another secret too. */
function rotations(held: readonly string[], strange: readonly string[]) {
  return [
    { name: "rotation: signed with the older", secrets: [...strange, ...held] },
    { name: "rotation: signed with the newer", secrets: [...held, ...strange] },
  ];
}

/** Runs every variant of every body through the bridge and through the judge. */
export async function compare(
  vendor: string,
  provider: Provider,
  oracle: Oracle,
  explanations: Explanations,
): Promise<Comparison> {
  const name = oracle.scheme ? `${vendor}/${oracle.scheme}` : vendor;
  const differences: Difference[] = [];
  let requests = 0;
  const check = async (
    body: string,
    variant: Variant,
    { secret, held, nowMs }: { secret: unknown; held: readonly string[]; nowMs: number },
  ): Promise<void> => {
    const [theirs, said] = await judgement(oracle, variant.request, secret);
    const told = variant.refused === undefined ? undefined : variant.refused ? "refused" : "accepted";
    const expected = oracle.verify ? theirs : told;
    if (expected === undefined) return;
    requests++;
    const { verdict, why } = await bridgeVerdict(provider, oracle, { request: variant.request, held, nowMs });
    if (verdict === expected) return;
    const explanation = explanations.find(provider, [vendor, name], variant.name, verdict);
    const reason = `ours: ${why}; theirs: ${said}`;
    differences.push({ body, variant: variant.name, ours: verdict, reason, explanation });
  };
  for (const [body, text] of Object.entries(bodiesOf(oracle))) {
    const secret = oracle.secret();
    const nowMs = Date.now();
    const sender: Sender = {
      oracle,
      draft: draftOf(oracle, text),
      secret,
      nowMs,
      sign: (draft, key, moment) => signed(oracle, draft, key, moment),
    };
    const variants = await variantsOf(sender);
    const held = heldOf(oracle, secret);
    for (const variant of variants) await check(body, variant, { secret, held, nowMs });
    const [first] = variants;
    if (!first) throw new Error(`${name} signed nothing.`);
    for (const { name: rotation, secrets } of rotations(held, heldOf(oracle, oracle.secret())))
      await check(body, { ...first, name: rotation }, { secret, held: secrets, nowMs });
  }
  return { name, sdk: oracle.sdk, requests, differences };
}

/** Bodies of which the judge refuses what the oracle signed: then it is the oracle that is wrong. */
export async function selfCheck(oracle: Oracle): Promise<readonly string[]> {
  if (!oracle.verify) return [];
  const faults: string[] = [];
  for (const [name, text] of Object.entries(bodiesOf(oracle))) {
    const secret = oracle.secret();
    const moment = atMoment(oracle.time ?? "s", Date.now());
    const [verdict, said] = await judgement(
      oracle,
      await signed(oracle, draftOf(oracle, text), secret, moment),
      secret,
    );
    if (verdict !== "accepted") faults.push(`${oracle.sdk} ${name}: ${said}`);
  }
  return faults;
}
