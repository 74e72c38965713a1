import type { Clock } from "../../core/clock.ts";

/** What is asked, and for how long its answer is good. */
export interface KeptQuestion<Asked, Answer> {
  readonly freshMs: number;
  /** What is asked with the same key has the same answer. */
  readonly keyOf: (asked: Asked) => string;
  readonly ask: (asked: Asked) => Promise<Answer>;
  /** False for an answer that will soon be another: it is only shared while it is on its way. Default: none is. */
  readonly isKept?: (answer: Answer) => boolean;
  readonly now: Clock;
}

/**
 * Gives an answer again while it is fresh. AWS charges for metrics and for each byte of log that is read, and a page that refreshes asks the
 * same again and again. A failure is not kept.
 */
export function keepAnswers<Asked, Answer>({
  freshMs,
  keyOf,
  ask,
  isKept = () => true,
  now,
}: KeptQuestion<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();
  return (asked) => {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
    const key = keyOf(asked);
    const known = kept.get(key);
    if (known) return known.answer;
    const answer = ask(asked);
    kept.set(key, { until: now() + freshMs, answer });
    answer.then(
      (found) => isKept(found) || kept.delete(key),
      () => kept.delete(key),
    );
    return answer;
  };
}
