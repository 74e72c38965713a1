import type { SubscriptionRow } from "../../state.ts";
import type { DoctorCheck, DoctorFinding } from "../finding.ts";
import { noneRuns, type RunningSubject } from "./subject.ts";

/** Dead letters are another check's: they stay when their consumer works again. */
function failingFinding(row: SubscriptionRow, sameBridge: string): readonly DoctorFinding[] {
  const { name, state, failed = 0, lastError, note, target } = row;
  const command = `npx hookbridge subscriptions list${sameBridge}`;
  if (note !== undefined && state === "failing")
    return [{ level: "bad", text: `${name} does not run: ${note}.`, remedy: `Correct ${target}.`, command }];
  if (state !== "failing" || (failed === 0 && lastError === undefined)) return [];
  const events = failed === 1 ? "1 event" : `${failed} events`;
  const last = lastError ? ` The last error: ${lastError.reason}.` : "";
  return [
    {
      level: "bad",
      text: `${name} fails on ${events}.${last}`,
      remedy: `Correct ${target}; what is tried again goes to it then.`,
      command,
      ...(lastError && { since: lastError.at }),
    },
  ];
}

/** Consumers that fail. */
export const failingSubscriptionsCheck: DoctorCheck<RunningSubject> = {
  name: "subscriptions",
  about: "consumers that fail",
  async run({ running, sameBridge }) {
    if (!running) return noneRuns;
    return (await running.subscriptions()).flatMap((row) => failingFinding(row, sameBridge));
  },
};
