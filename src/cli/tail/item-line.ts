import { itemJson } from "../../http/json-answer.ts";
import type { StreamItem } from "../../operate/bridge.ts";
import type { ConsumedRow } from "../../operate/consumed.ts";
import { gistOf } from "../deliveries/print-deliveries.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { harmless, type Paint, painted } from "../text/paint.ts";
import { showTime } from "../text/show-time.ts";

/** An item as one line of JSON; an event has its text under `event`. */
export function itemLineJson(item: StreamItem): string {
  if (item.kind === "gap") return JSON.stringify(item);
  const { id, kind, row } = item;
  // Line breaks can only be between JSON tokens, where a space means the same.
  const line = itemJson(row).replace(/[\r\n]+/g, " ");
  return `{"id":${JSON.stringify(id)},"kind":"${kind}","row":${line}}`;
}

/** What a line says of an item: when, what, where, and the rest. */
interface LineParts {
  readonly at: string;
  readonly word: string;
  readonly paint: Paint | undefined;
  readonly source: string;
  readonly rest: string;
}

const inColumns = (...texts: readonly string[]): string => texts.filter(Boolean).join("  ");

/** How each kind of target takes an event. */
const takenWords: Readonly<Record<ConsumedRow["target"], string>> = {
  function: "handled",
  "state-machine": "executed",
  queue: "queued",
  forward: "forwarded",
  arn: "sent",
};

function consumedWord({ state, target }: ConsumedRow): readonly [word: string, paint: Paint] {
  if (state === "delivered") return [takenWords[target], "good"];
  return state === "failed" ? ["given up", "bad"] : ["waiting", "warn"];
}

/** Who it was, why it failed, and when it is tried again: `→ builds  TypeError: …  attempt 2, again at 10:03:00`. */
function consumedText({ subscription, state, attempts, reason, nextAt, deadLetterAt }: ConsumedRow): string {
  const clock = (at: string): string => showTime(at).slice(11);
  const next = [
    ...(state === "delivered" || attempts === 0 ? [] : [`attempt ${attempts}`]),
    ...(nextAt === undefined ? [] : [`again at ${clock(nextAt)}`]),
    ...(deadLetterAt === undefined ? [] : [`a dead letter at ${clock(deadLetterAt)}`]),
  ].join(", ");
  return inColumns(`→ ${subscription}`, reason ?? "", next);
}

function lineParts(item: Exclude<StreamItem, { kind: "gap" }>): LineParts {
  switch (item.kind) {
    case "request": {
      const { at, outcome, source, id } = item.row;
      const detail = outcome === "refused" && item.row.detail ? `: ${item.row.detail}` : "";
      return {
        at,
        word: outcome,
        paint: paintOf(outcome),
        source,
        rest: `${gistOf(item.row)}${detail}  ${id}`,
      };
    }
    case "event": {
      const { at, source, type, subject = "", bus, id, replay } = item.row;
      const again = replay === undefined ? "" : `replay ${replay}`;
      return {
        at,
        word: "event",
        paint: "strong",
        source,
        rest: inColumns(`${type} ${subject}`.trim(), `→ ${bus}`, id, again),
      };
    }
    case "consumed": {
      const { at, source, type, event } = item.row;
      const [word, paint] = consumedWord(item.row);
      return { at, word, paint, source, rest: inColumns(consumedText(item.row), type, event) };
    }
    case "dead-letter": {
      const { at, source, code, reason, id } = item.row;
      const cause = [code ?? "attempts used up", reason].filter(Boolean).join(": ");
      return { at, word: "dead-letter", paint: "bad", source: source ?? "", rest: inColumns(cause, id) };
    }
  }
}

/** Requests whose last outcome is known, so that an outcome is not printed again when something less is learnt of it. */
const rememberedRequests = 1_000;

/** True for a request that was printed with this outcome before. */
function makeRepeats(): (item: StreamItem) => boolean {
  const outcomes = new Map<string, string>();
  return (item) => {
    if (item.kind !== "request") return false;
    const { id, outcome } = item.row;
    if (outcomes.get(id) === outcome) return true;
    outcomes.set(id, outcome);
    const [oldest] = outcomes.keys();
    if (outcomes.size > rememberedRequests && oldest !== undefined) outcomes.delete(oldest);
    return false;
  };
}

/**
 * A printer of items as lines whose columns stay aligned; undefined for what says nothing new.
 * @param sources names that can come
 */
export function makeItemLine(sources: readonly string[]): (item: StreamItem) => string | undefined {
  const width = Math.max(...sources.map((name) => name.length), 6);
  const isRepeat = makeRepeats();
  return (item) => {
    if (isRepeat(item)) return undefined;
    if (item.kind === "gap")
      return painted(
        "warn",
        `${item.count} more came than could be shown; the lists have them: npx hookbridge deliveries`,
      );
    const { at, word, paint, source, rest } = lineParts(item);
    const time = showTime(at).slice(11);
    const cells = [harmless(source).padEnd(width), harmless(rest)];
    return [painted("quiet", time), painted(paint, word.padEnd(11)), ...cells].join("  ");
  };
}
