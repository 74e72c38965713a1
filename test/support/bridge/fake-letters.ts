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
  RedriveOutlook,
} from "../../../src/operate/dead-letters.ts";
import { paged } from "./paged.ts";

const isChosenLetter = (letter: DeadLetterDetail, filter: DeadLetterFilter): boolean =>
  (filter.source?.includes(letter.source ?? "") ?? true) &&
  (filter.code?.includes(letter.code ?? "none") ?? true) &&
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

const failsAgain = ({ code }: DeadLetterDetail): boolean => code === "event-invalid";

/** Letters of one code would fail again, the others be published with an event each. */
function outlookOf(chosen: readonly DeadLetterDetail[]): RedriveOutlook {
  const fail = chosen.filter(failsAgain).length;
  const publish = chosen.length - fail;
  return {
    letters: { publish, fail, duplicate: 0, dropped: 0, unknown: 0 },
    events: publish,
    duplicates: 0,
    failures: fail > 0 ? [{ code: "event-invalid", count: fail }] : [],
    buses: publish > 0 ? [{ bus: "engineering", events: publish }] : [],
    subscriptions: publish > 0 ? [{ name: "builds", bus: "engineering", events: publish }] : [],
    each: chosen.map((letter) => {
      const failing = failsAgain(letter);
      const { id } = letter;
      return failing
        ? { id, prospect: "fail", events: 0, duplicates: 0, buses: [], code: "event-invalid" }
        : { id, prospect: "publish", events: 1, duplicates: 0, buses: ["engineering"] };
    }),
  };
}

/** The methods of dead letters over a list, which redriving and discarding shorten. */
export function fakeLetters(
  letters: DeadLetterDetail[],
  changes: string[],
  isStage = false,
): Pick<RunningBridge, "deadLetters" | "deadLetter" | "deadLetterGroups" | "redrive" | "discard"> {
  async function carryOut(
    verb: string,
    { filter, dryRun, perSecond, leaveFailing = false }: LetterOrder,
    { signal, onProgress }: Following = {},
  ): Promise<LetterResult> {
    const chosen = letters.filter(
      (letter) => isChosenLetter(letter, filter) && !(leaveFailing && !dryRun && failsAgain(letter)),
    );
    const progress = (done: number): LetterProgress => ({
      matched: chosen.length,
      done,
      failed: 0,
      passedOver: letters.length - chosen.length,
    });
    const groups = groupsOf(chosen);
    const forecast = isStage ? { outlookNote: "Only the stage knows." } : { outlook: outlookOf(chosen) };
    if (dryRun) return { ...progress(0), groups, stopped: false, ...(verb === "redrive" && forecast) };
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
