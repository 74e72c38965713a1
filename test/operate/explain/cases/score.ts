import type { Explanation } from "../../../../src/operate/explain/explanation.ts";
import type { Case, Question } from "./question.ts";
import { textsIn } from "./secrecy.ts";

export type Explain = (question: Question) => Promise<Explanation>;

/** What was answered to a case. */
export interface Scored {
  readonly asked: Case;
  readonly answer: Explanation;
  /** Of the processor. */
  readonly ms: number;
  /** True where the first cause is the true one, or another that is right as well. */
  readonly isHit: boolean;
  /** False where it holds none of the names that a good explanation has. */
  readonly namesIt: boolean;
}

export async function scored(explain: Explain, asked: Case): Promise<Scored> {
  // Of the processor: the tests of others may run on the same machine.
  const started = process.cpuUsage();
  const answer = await explain(asked.question);
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1_000;
  const [first] = answer.causes;
  const isHit = first !== undefined && [asked.word, ...asked.accept].includes(first.cause);
  const text = textsIn(answer).join("\n").toLowerCase();
  const namesIt = asked.names.length === 0 || asked.names.some((name) => text.includes(name.toLowerCase()));
  return { asked, answer, ms, isHit, namesIt };
}

export interface Rate {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
}

export const shareOf = ({ hits, of }: Rate): number => hits / of;

/** Hit rates by a property of the cases, the lowest first. */
export function ratesBy(all: readonly Scored[], property: (asked: Case) => string): readonly Rate[] {
  const groups = Map.groupBy(all, ({ asked }) => property(asked));
  return Array.from(groups, ([name, group]) => ({
    name,
    hits: group.filter(({ isHit }) => isHit).length,
    of: group.length,
  })).sort((left, right) => shareOf(left) - shareOf(right) || (left.name < right.name ? -1 : 1));
}

/** What the misses were, a line each. */
export const missesIn = (all: readonly Scored[]): readonly string[] =>
  all
    .filter(({ isHit }) => !isHit)
    .map(({ asked, answer }) => {
      const answered =
        answer.causes.map(({ cause, proven }) => (proven ? `${cause}!` : cause)).join(", ") || "nothing";
      return `${asked.id} (${asked.reason}): ${asked.about} Answered: ${answered}`;
    });
