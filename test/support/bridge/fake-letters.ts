import { setTimeout as sleep } from "node:timers/promises";
import type { RunningBridge } from "../../../src/operate/bridge.ts";
import type {
  DeadLetterDetail,
  DeadLetterFilter,
  DeadLetterGroup,
  Following,
  LetterOrder,
  LetterProgress,
  LetterResult,
} from "../../../src/operate/dead-letters.ts";
import { paged } from "./paged.ts";

const isChosenLetter = (letter: DeadLetterDetail, filter: DeadLetterFilter): boolean =>
  (filter.source?.includes(letter.source ?? "") ?? true) &&
  (filter.code?.includes(letter.code ?? "") ?? true) &&
  (filter.queue?.includes(letter.queue) ?? true) &&
  (filter.id?.includes(letter.id) ?? true) &&
  Date.parse(letter.at) >= (filter.from ?? 0) &&
  Date.parse(letter.at) <= (filter.to ?? Number.MAX_SAFE_INTEGER) &&
  [letter.message, letter.delivery].some((text) => text?.includes(filter.text ?? ""));

function groupsOf(letters: readonly DeadLetterDetail[]): readonly DeadLetterGroup[] {
  const byCause = Object.groupBy(letters, ({ queue, code, reason, source }) =>
    JSON.stringify([queue, code, reason, source]),
  );
  return Object.values(byCause).map((group = []) => {
    const [{ queue, code, reason, source }] = group as [DeadLetterDetail];
    const times = group.map(({ at }) => at).sort();
    return {
      queue,
      code,
      reason,
      source,
      count: group.length,
      first: times[0] ?? "",
      last: times.at(-1) ?? "",
    };
  });
}

/** The methods of dead letters over a list, which redriving and discarding shorten. */
export function fakeLetters(
  letters: DeadLetterDetail[],
  changes: string[],
): Pick<RunningBridge, "deadLetters" | "deadLetter" | "deadLetterGroups" | "redrive" | "discard"> {
  async function carryOut(
    verb: string,
    { filter, dryRun, perSecond }: LetterOrder,
    { signal, onProgress }: Following = {},
  ): Promise<LetterResult> {
    const chosen = letters.filter((letter) => isChosenLetter(letter, filter));
    const progress = (done: number): LetterProgress => ({
      matched: chosen.length,
      done,
      failed: 0,
      passedOver: letters.length - chosen.length,
    });
    const groups = groupsOf(chosen);
    if (dryRun) return { ...progress(0), groups, stopped: false };
    const all = progress(0);
    let done = 0;
    for (const letter of chosen) {
      if (signal?.aborted) break;
      if (perSecond) await sleep(1_000 / perSecond);
      letters.splice(letters.indexOf(letter), 1);
      changes.push(`${verb} ${letter.id}`);
      done++;
      onProgress?.({ ...all, done });
    }
    return { ...all, done, groups, stopped: done < chosen.length };
  }
  return {
    deadLetters: async (query) =>
      paged(
        letters
          .filter((letter) => isChosenLetter(letter, query))
          .map(({ message: _, remedy: __, ...row }) => row),
        query,
        ({ id }) => id,
      ),
    deadLetter: async (id) => letters.find((letter) => letter.id === id),
    deadLetterGroups: async () => groupsOf(letters),
    redrive: (order, following) => carryOut("redrive", order, following),
    discard: (order, following) => carryOut("discard", order, following),
  };
}
