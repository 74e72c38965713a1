import { BridgeError } from "../../../../core/errors.ts";
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
}

/** What the logs have nothing of, and where it is. */
function refuseUnknown({ type, entity, action }: ListQuery): void {
  const [name] = Object.entries({ type, entity, action }).find(([, values]) => values !== undefined) ?? [];
  if (name !== undefined)
    throw new BridgeError(
      "wrong-use",
      `A deployed bridge's requests can't be searched by ${name}: its logs have nothing of what was sent.`,
      "Follow events with npx hookbridge tail --stage <stage> --type <type>, or filter by source, outcome, reason, text and time.",
    );
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
  refuseUnknown(query);
  const asked = checkOutcomes(query.outcome);
  const outcomes = acceptedOnly(asked, accepted);
  if (outcomes?.size === 0) return undefined;
  const { source, reason, text } = query;
  const conditions = [
    ...(source ? [fieldIsOneOf("source", source)] : []),
    ...(reason ? [anyOf([fieldIsOneOf("reason", reason), fieldIsOneOf("code", reason)])] : []),
    ...(text === undefined ? [] : [`@message like ${queryText(text)}`]),
  ];
  if (outcomes && [...outcomes].every((word) => word in rareConditions)) {
    const lines = [...outcomes].flatMap((word) => rareConditions[word as RequestOutcome] ?? []);
    return { way: "search", conditions: [...conditions, anyOf(lines)], outcomes };
  }
  return reason || text !== undefined
    ? { way: "search", conditions, outcomes }
    : newestPlan(conditions, asked && outcomes, accepted);
}
