import type { Overview, SubscriptionRow } from "../../../operate/state.ts";
import { count, percent, shortNumber } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";
import { lettersAtTargets } from "../subscriptions/subscription-words.ts";

/** A figure with what says more of it. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly more: string;
  readonly bad?: boolean;
}

const seconds = ({ from, to }: Overview): number => Math.max(1, (Date.parse(to) - Date.parse(from)) / 1_000);

/** A rate in the unit in which it has digits. */
export function rateText(number: number, inSeconds: number): string {
  if (number === 0) return "none";
  const perSecond = number / inSeconds;
  if (perSecond >= 1) return `${shortNumber(perSecond)} a second`;
  if (perSecond * 60 >= 1) return `${shortNumber(perSecond * 60)} a minute`;
  return `${shortNumber(perSecond * 3_600)} an hour`;
}

/** The six figures. */
export function figureTexts(
  overview: Overview,
  subscriptions: readonly SubscriptionRow[],
): readonly Figure[] {
  const { accepted, refused, failed, published, duplicates, deadLetters, queue, publishP99Ms } = overview;
  const requests = accepted + refused + failed;
  const atTargets = lettersAtTargets(subscriptions);
  const refusedShare = requests === 0 ? "no request" : `${percent(refused / requests)} of requests`;
  const made = published + duplicates;
  return [
    { name: "Deliveries", value: count(accepted), more: rateText(accepted, seconds(overview)) },
    {
      name: "Refused",
      value: count(refused),
      more: failed > 0 ? `${refusedShare}, ${count(failed)} failed` : refusedShare,
      bad: failed > 0,
    },
    {
      name: "Events on buses",
      value: count(published),
      more: publishP99Ms === undefined ? "none measured" : `${duration(publishP99Ms)} after receipt at p99`,
    },
    {
      name: "Duplicates left out",
      value: count(duplicates),
      more: made === 0 ? "no event" : `${percent(duplicates / made)} of events`,
    },
    {
      name: "Waiting in SQS",
      value: count(queue.waiting),
      more: queue.oldestSeconds === undefined ? "now" : `oldest ${duration(queue.oldestSeconds * 1_000)}`,
    },
    {
      name: "Dead letters",
      value: count(deadLetters + atTargets),
      more: `${count(deadLetters)} not published, ${count(atTargets)} at subscriptions`,
      bad: deadLetters + atTargets > 0,
    },
  ];
}
