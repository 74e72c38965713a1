import { type Accepted, type Cloud, lettersIn } from "./cloud.ts";
import { uniquesOf } from "./contents.ts";
import { findDisorder } from "./order.ts";
import type { Sent } from "./senders.ts";
import { vendors } from "./vendors.ts";

/** What was counted, and what must not be. */
export interface Findings {
  readonly counts: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly published: number;
    readonly waiting: number;
    readonly duplicates: number;
    readonly explained: number;
    readonly refused: number;
  };
  readonly violations: readonly string[];
}

/** Every acknowledged delivery is on the bus, in the queue or in the dead-letter queue. */
function findLost(
  cloud: Cloud,
  sent: readonly Sent[],
): { lost: string[]; published: number; waiting: number } {
  const waitingIds = new Set(lettersIn(cloud).flatMap(({ body }) => uniquesOf(cloud, body)));
  const lost: string[] = [];
  let published = 0;
  let waiting = 0;
  for (const one of sent.filter(({ acknowledged }) => acknowledged)) {
    const missing = one.uniques.filter((unique) => !cloud.byUnique.has(unique) && !cloud.dropped.has(unique));
    if (missing.length === 0) published++;
    else if (missing.every((unique) => waitingIds.has(unique))) waiting++;
    else lost.push(`lost: ${missing.join()} of ${one.vendor.source} was acknowledged and is nowhere`);
  }
  return { lost, published, waiting };
}

/** Why a copy after the first is on the bus; undefined when nothing explains it. */
function unexplained(copy: Accepted, key: string, earlier: readonly Accepted[]): string | undefined {
  const readAt = copy.readAt.get(key);
  const what = `${copy.bridgesource} ${copy.id}`;
  if (readAt === undefined) return `duplicate: ${what} was put without asking the ledger`;
  for (const before of earlier) {
    if (before.excuse !== undefined) continue;
    const known = before.recordedAt !== undefined && before.recordedAt <= readAt;
    if (known) return `duplicate: ${what} was put though the ledger knew it`;
    if (before.by === copy.by) return `duplicate: ${what} was put twice by one batch`;
    if (before.recordedAt === undefined && before.by.ended) return `duplicate: ${what} was never recorded`;
  }
  return undefined;
}

function findDuplicates(cloud: Cloud): { wrong: string[]; duplicates: number; explained: number } {
  const wrong: string[] = [];
  let duplicates = 0;
  for (const copies of cloud.byUnique.values()) {
    const ids = new Set(copies.map(({ id }) => id));
    if (ids.size > 1) wrong.push(`ids: ${copies[0]?.unique} has the ids ${[...ids].join()}`);
  }
  const seen = new Set<Accepted>();
  for (const [key, copies] of cloud.byKey) {
    for (const [place, copy] of copies.entries()) {
      if (place === 0 || seen.has(copy) || !copy.readAt.has(key)) continue;
      seen.add(copy);
      duplicates++;
      const why = unexplained(copy, key, copies.slice(0, place));
      if (why) wrong.push(why);
    }
  }
  // A copy under whichever key: nobody may put the same twice without having asked.
  for (const copies of cloud.byUnique.values())
    for (const copy of copies.slice(1))
      if (!seen.has(copy)) wrong.push(`duplicate: ${copy.bridgesource} ${copy.id} has no key in common`);
  return { wrong, duplicates, explained: duplicates - wrong.length };
}

const forgedMark = /"forged":true/;

/** Everything that is kept or printed, as text. */
function sinksOf(cloud: Cloud, log: string): ReadonlyMap<string, string> {
  const { plain, ordered } = cloud.pairs;
  const letters = (list: Iterable<{ body: string; attributes: object }>): string =>
    Array.from(list, ({ body, attributes }) => {
      const inner = /"body":"([^"]*)"/.exec(body)?.[1] ?? "";
      return `${body}\n${JSON.stringify(attributes)}\n${Buffer.from(inner, "base64").toString()}`;
    }).join("\n");
  return new Map([
    ["log", log],
    // Not in the buffer, which holds what nobody has verified.
    ["queue", letters([...plain.queue.all.values(), ...ordered.queue.all.values()])],
    ["dead letters", letters([...plain.deadLetters.all.values(), ...ordered.deadLetters.all.values()])],
    ["bus", cloud.bus.map(({ detail }) => detail).join("\n")],
    ["bucket", Array.from(cloud.objects.values(), (bytes) => Buffer.from(bytes).toString()).join("\n")],
    ["table", [...cloud.table.keys()].join("\n")],
  ]);
}

function findLeaks(cloud: Cloud, log: string): string[] {
  const secrets = vendors
    .filter(({ source }) => source !== "sendgrid")
    .flatMap((vendor) => [0, 1].map((generation) => vendor.secret(generation)));
  const forms = secrets.flatMap((secret) => [
    secret,
    Buffer.from(secret).toString("hex"),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  ]);
  return [...sinksOf(cloud, log)].flatMap(([name, text]) => [
    ...(forgedMark.test(text) ? [`forged: something forged is in the ${name}`] : []),
    ...forms.flatMap((form) => (text.includes(form) ? [`leak: a secret is in the ${name}`] : [])),
  ]);
}

/** A legitimate delivery may be refused only while the clock was wrong, or there was no such source. */
function findRefusals(cloud: Cloud, sent: readonly Sent[]): { wrong: string[]; refused: number } {
  const refusals = sent.flatMap((one) => one.refusals.map((refusal) => ({ one, refusal })));
  const wrong = refusals.flatMap(({ one, refusal }) => {
    const off = cloud.clockOff.some(([from, until]) => from <= refusal.at && refusal.at <= until + 1_000);
    const absent = cloud.absences.some(
      ({ source, from, until }) =>
        source === one.vendor.source && from <= refusal.at && refusal.at <= until + 1_000,
    );
    if (absent) return [];
    return off && one.vendor.toleranceSeconds !== undefined
      ? []
      : [`refused: ${one.uniques[0]} of ${one.vendor.source} was answered ${refusal.status}`];
  });
  return { wrong, refused: refusals.length };
}

/** Everything is well again by now: nothing that was believed may still be waiting. */
function findStuck(cloud: Cloud): string[] {
  return lettersIn(cloud).flatMap(({ body, attributes }) => {
    const waiting = uniquesOf(cloud, body);
    return waiting.length === 0 ? [] : [`stuck: ${waiting[0]} ${JSON.stringify(attributes)}`];
  });
}

/** Compares what was acknowledged with what was published, parked, queued and dead-lettered. */
export function check(cloud: Cloud, sent: readonly Sent[], log: string): Findings {
  const { lost, published, waiting } = findLost(cloud, sent);
  const { wrong: copies, duplicates, explained } = findDuplicates(cloud);
  const { wrong: refusals, refused } = findRefusals(cloud, sent);
  return {
    counts: {
      sent: sent.length,
      acknowledged: sent.filter(({ acknowledged }) => acknowledged).length,
      published,
      waiting,
      duplicates,
      explained,
      refused,
    },
    violations: [
      ...new Set([
        ...cloud.violations,
        ...lost,
        ...copies,
        ...findDisorder(cloud, sent),
        ...findLeaks(cloud, log),
        ...refusals,
        ...findStuck(cloud),
      ]),
    ],
  };
}
