import { leavesByPath } from "../../core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern, type Pattern } from "../../core/patterns/pattern.ts";
import { detailOf } from "../../events/envelope.ts";
import type { NormalizedEvent } from "../../events/normalize.ts";
import type { DeadLetterDetail, LetterOutlook, LetterProspect, RedriveOutlook } from "../dead-letters.ts";
import { type OutlookConfig, type TriedLetter, tryLetter } from "./letter-prospect.ts";

/** A rule that would get events. */
export interface OutlookRule {
  readonly name: string;
  /** Name of its bus in bridge.config.ts. */
  readonly bus: string;
  readonly pattern: string;
}

/** Letters that are told one by one. */
const mostTold = 1_000;

/** Letters that are in memory as events at once. */
const atOnce = 25;

interface ReadyRule extends OutlookRule {
  readonly compiled: Pattern;
}

function readyRules(rules: readonly OutlookRule[]): readonly ReadyRule[] {
  return rules.flatMap((rule) => {
    try {
      return { ...rule, compiled: compilePattern(rule.pattern) };
    } catch (error) {
      if (error instanceof InvalidPattern) return [];
      throw error;
    }
  });
}

/** What a rule sees of an event. Its id, account and region are not known before it is put. */
function envelopeText({ envelope, payload, eventSource, detailType, time }: NormalizedEvent): string {
  const head = JSON.stringify({
    version: "0",
    id: "",
    "detail-type": detailType,
    source: eventSource,
    account: "",
    time: `${time.toISOString().slice(0, 19)}Z`,
    region: "",
    resources: [],
  });
  return `${head.slice(0, -1)},"detail":${detailOf(envelope, payload)}}`;
}

/** What is counted while letters are gone through. */
class OutlookTally {
  readonly letters: Record<LetterProspect, number> = {
    publish: 0,
    duplicate: 0,
    dropped: 0,
    fail: 0,
    unknown: 0,
  };
  readonly failures = new Map<string, number>();
  readonly buses = new Map<string, number>();
  readonly matched = new Map<ReadyRule, number>();
  readonly each: LetterOutlook[] = [];
  readonly failing: string[] = [];
  events = 0;
  duplicates = 0;

  add(letter: LetterOutlook): void {
    const { id, prospect, events, duplicates, code } = letter;
    this.letters[prospect]++;
    this.events += events;
    this.duplicates += duplicates;
    if (prospect === "fail") this.failing.push(id);
    if (prospect === "fail" && code !== undefined)
      this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
    if (this.each.length < mostTold) this.each.push(letter);
  }

  put(event: NormalizedEvent, rules: readonly ReadyRule[]): void {
    this.buses.set(event.bus, (this.buses.get(event.bus) ?? 0) + 1);
    const onBus = rules.filter(({ bus }) => bus === event.bus);
    if (onBus.length === 0) return;
    const leaves = leavesByPath(envelopeText(event));
    for (const rule of onBus)
      if (rule.compiled.matches(leaves)) this.matched.set(rule, (this.matched.get(rule) ?? 0) + 1);
  }

  outlook(): RedriveOutlook {
    const byEvents = <Row extends { readonly events: number }>(rows: readonly Row[]): readonly Row[] =>
      rows.toSorted((one, other) => other.events - one.events);
    return {
      letters: this.letters,
      events: this.events,
      duplicates: this.duplicates,
      failures: Array.from(this.failures, ([code, count]) => ({ code, count })),
      buses: byEvents(Array.from(this.buses, ([bus, events]) => ({ bus, events }))),
      subscriptions: byEvents(Array.from(this.matched, ([{ name, bus }, events]) => ({ name, bus, events }))),
      each: this.each,
    };
  }
}

/** What becomes of a letter whose events are known. Two letters may carry one event: the second is then a duplicate. */
function countLetter(
  tried: TriedLetter,
  known: Set<string>,
  rules: readonly ReadyRule[],
  counted: OutlookTally,
): void {
  if ("prospect" in tried) {
    counted.add({ events: 0, duplicates: 0, buses: [], ...tried });
    return;
  }
  const fresh = tried.events.filter(({ key }) => !known.has(key));
  for (const event of fresh) {
    known.add(event.key);
    counted.put(event, rules);
  }
  const [first] = tried.events;
  const prospect = fresh.length > 0 ? "publish" : first ? "duplicate" : "dropped";
  counted.add({
    id: tried.id,
    prospect,
    events: fresh.length,
    duplicates: tried.events.length - fresh.length,
    buses: [...new Set(fresh.map(({ bus }) => bus))],
    ...(first && { type: first.envelope.type }),
  });
}

/** An outlook, and which letters would fail again. */
export interface MadeOutlook {
  readonly outlook: RedriveOutlook;
  readonly failing: readonly string[];
}

/** Says what a redrive of letters would do, by making their events as `publish` does. Nothing is moved or put. */
export async function redriveOutlook(
  letters: Iterable<DeadLetterDetail>,
  rules: readonly OutlookRule[],
  config: OutlookConfig,
): Promise<MadeOutlook> {
  const counted = new OutlookTally();
  const ready = readyRules(rules);
  const known = new Set<string>();
  let part: TriedLetter[] = [];
  const endPart = async (): Promise<void> => {
    const keys = part.flatMap((tried) => ("prospect" in tried ? [] : tried.events.map(({ key }) => key)));
    if (keys.length > 0) for (const key of await config.published([...new Set(keys)])) known.add(key);
    for (const tried of part) countLetter(tried, known, ready, counted);
    part = [];
  };
  for (const letter of letters) {
    part.push(await tryLetter(letter, config));
    if (part.length >= atOnce) await endPart();
  }
  await endPart();
  return { outlook: counted.outlook(), failing: counted.failing };
}
