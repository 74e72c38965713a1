import { BridgeError } from "../../../../core/errors.ts";
import type { EventChoice } from "../../../event-choice.ts";
import type { ListQuery } from "../../../lists.ts";
import type { RequestOutcome } from "../../../requests.ts";
import { fieldIsOneOf, queryText } from "../read-lines.ts";

/** Outcomes that `receive` alone decides, with its word for each. */
const receivedWords: Readonly<Partial<Record<RequestOutcome, string>>> = {
  refused: "rejected",
  handshake: "handshake",
  failed: "failed",
};

/** Outcomes that few deliveries have, with the condition of the line of `publish` that tells. */
const rareConditions: Readonly<Partial<Record<RequestOutcome, string>>> = {
  deferred: 'outcome = "deferred"',
  "dead-letter": 'outcome = "parked"',
  duplicate: "duplicates > 0",
  dropped: "dropped > 0",
};

/** Outcomes that only both functions' lines together tell, and most deliveries have. */
const usualOutcomes: readonly RequestOutcome[] = ["queued", "published"];

const allOutcomes: readonly string[] = [
  ...Object.keys(receivedWords),
  ...Object.keys(rareConditions),
  ...usualOutcomes,
];

/** How to read a list out of the logs. */
export interface ListPlan {
  /**
   * `newest`: lines of `receive` in their order, page by page. `search`: all lines of both functions that match, then their requests.
   */
  readonly way: "newest" | "search";
  /** Conditions of Logs Insights for these lines. */
  readonly conditions: readonly string[];
  /** The outcomes to show; undefined shows all. */
  readonly outcomes: ReadonlySet<string> | undefined;
  /** Of the events that a request's lines name, one must be chosen; undefined where that does not matter. */
  readonly events?: EventChoice;
}

function checkOutcomes(outcome: readonly string[] | undefined): ReadonlySet<string> | undefined {
  const unknown = outcome?.find((word) => !allOutcomes.includes(word));
  if (unknown !== undefined)
    throw new BridgeError(
      "wrong-use",
      `There is no outcome "${unknown}".`,
      `The outcomes are ${allOutcomes.join(", ")}.`,
    );
  return outcome && new Set(outcome);
}

/** Only outcomes of accepted deliveries, where only those are asked for. */
const acceptedOnly = (
  outcomes: ReadonlySet<string> | undefined,
  accepted: boolean,
): ReadonlySet<string> | undefined =>
  accepted ? new Set([...(outcomes ?? allOutcomes)].filter((word) => !(word in receivedWords))) : outcomes;

/** The conditions of these words, with `or` between them. */
const anyOf = (conditions: readonly string[]): string => conditions.map((one) => `(${one})`).join(" or ");

/** The condition of the line of `receive` that these outcomes can have. */
function receivedCondition(outcomes: ReadonlySet<string>): string {
  const words = [...outcomes].flatMap((word) => receivedWords[word as RequestOutcome] ?? []);
  return fieldIsOneOf("outcome", words.length < outcomes.size ? [...words, "accepted"] : words);
}

/**
 * Conditions of lines that may name such events. Logs Insights knows the members of a list by their number alone, so these are for the
 * whole line: what is read is looked at again.
 */
export function namingConditions({ type, entity, action }: EventChoice): readonly string[] {
  const beginnings = type?.map((each) => each.replace(/\*$/, ""));
  return [beginnings, entity, action].flatMap((texts) =>
    texts === undefined || texts.includes("")
      ? []
      : [anyOf(texts.map((text) => `@message like ${queryText(text)}`))],
  );
}

/** Lines of `receive`, page by page. */
function newestPlan(
  conditions: readonly string[],
  outcomes: ReadonlySet<string> | undefined,
  accepted: boolean,
): ListPlan {
  if (!outcomes)
    return {
      way: "newest",
      conditions: accepted ? [...conditions, 'outcome = "accepted"'] : conditions,
      outcomes,
    };
  const tells = [...outcomes].every((word) => word in receivedWords);
  return {
    way: "newest",
    conditions: [...conditions, receivedCondition(outcomes)],
    // Its line of `receive` tells the outcome: none must be left out after reading.
    outcomes: tells ? undefined : outcomes,
  };
}

/**
 * How to read a list; undefined where nothing can be in it.
 * @param accepted true for accepted deliveries only
 * @throws BridgeError `wrong-use` for filters that the logs have nothing for
 */
export function planList(query: ListQuery, accepted: boolean): ListPlan | undefined {
  const asked = checkOutcomes(query.outcome);
  const outcomes = acceptedOnly(asked, accepted);
  if (outcomes?.size === 0) return undefined;
  const { source, reason, text, type, entity, action } = query;
  const isByEvent = [type, entity, action].some((words) => words !== undefined);
  const events = isByEvent && {
    events: { ...(type && { type }), ...(entity && { entity }), ...(action && { action }) },
  };
  const conditions = [
    ...(source ? [fieldIsOneOf("source", source)] : []),
    ...(reason ? [anyOf([fieldIsOneOf("reason", reason), fieldIsOneOf("code", reason)])] : []),
    ...(text === undefined ? [] : [`@message like ${queryText(text)}`]),
    ...namingConditions(query),
  ];
  if (outcomes && [...outcomes].every((word) => word in rareConditions)) {
    const lines = [...outcomes].flatMap((word) => rareConditions[word as RequestOutcome] ?? []);
    return { way: "search", conditions: [...conditions, anyOf(lines)], outcomes, ...events };
  }
  return reason || text !== undefined || isByEvent
    ? { way: "search", conditions, outcomes, ...events }
    : newestPlan(conditions, asked && outcomes, accepted);
}
