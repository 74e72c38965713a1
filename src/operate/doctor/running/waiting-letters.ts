import type { DeadLetterGroup } from "../../dead-letters.ts";
import type { DoctorCheck, DoctorFinding } from "../finding.ts";
import { noneRuns, type RunningSubject } from "./subject.ts";

function letterFinding(group: DeadLetterGroup, sameBridge: string): DoctorFinding {
  const { queue, code, reason, source, count, first, remedy } = group;
  const what = code === null ? "after its last attempt" : `${code}${reason === null ? "" : `: ${reason}`}`;
  const ofSource = source === null ? "" : ` of ${source}`;
  return {
    level: "bad",
    text: `${count} dead ${count === 1 ? "letter" : "letters"}${ofSource} in ${queue}: ${what}.`,
    remedy: remedy ?? "Look at one of them, correct the cause, then redrive.",
    command: `npx hookbridge dead-letters list${sameBridge}${code === null ? "" : ` --code ${code}`}`,
    since: first,
  };
}

/** Dead letters, by cause. */
export const deadLettersCheck: DoctorCheck<RunningSubject> = {
  name: "dead-letters",
  about: "deliveries and events in dead-letter queues",
  async run({ running, sameBridge }) {
    if (!running) return noneRuns;
    return (await running.deadLetterGroups()).map((group) => letterFinding(group, sameBridge));
  },
};
