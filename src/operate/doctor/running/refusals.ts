import type { ErrorCode } from "../../../core/errors.ts";
import type { RejectionReason } from "../../../core/outcome.ts";
import { remedyFor } from "../../../core/remedies.ts";
import type { RequestRow } from "../../requests.ts";
import type { DoctorCheck, DoctorFinding } from "../finding.ts";
import { noneRuns, type RunningSubject } from "./subject.ts";

const refusalDayMs = 24 * 3_600_000;
const mostRefusalsLooked = 1_000;

function findingOf(rows: readonly RequestRow[], complete: boolean, sameBridge: string): DoctorFinding {
  const [last] = rows;
  const { source = "unknown", outcome, reason, code, id = "" } = last ?? {};
  const word = reason ?? code ?? "no reason";
  const failed = outcome === "failed";
  const count = `${complete ? "" : "At least "}${rows.length} ${rows.length === 1 ? "request" : "requests"}`;
  const refused = rows.length === 1 ? "was refused" : "were refused";
  const known = remedyFor((code ?? "unauthorized") as ErrorCode, reason as RejectionReason | undefined);
  return {
    level: failed ? "bad" : "warn",
    text: `${count} to ${source} ${failed ? "failed" : refused} in the last day: ${word}. The last one came at ${last?.at}.`,
    remedy: last?.remedy ?? known ?? "Look at one of them.",
    command:
      sameBridge === "" && !failed
        ? `npx hookbridge explain ${id}`
        : `npx hookbridge deliveries show ${id}${sameBridge}`,
  };
}

/** Requests that were refused or failed in the last day, by source and reason. */
export const refusalsCheck: DoctorCheck<RunningSubject> = {
  name: "refusals",
  about: "requests that were refused or failed in the last day",
  async run({ running, now, sameBridge }) {
    if (!running) return noneRuns;
    const { items, next } = await running.requests({
      outcome: ["refused", "failed"],
      from: now() - refusalDayMs,
      limit: mostRefusalsLooked,
    });
    const groups = Map.groupBy(items, ({ source, outcome, reason, code }) =>
      JSON.stringify([source, outcome, reason ?? code]),
    );
    return Array.from(groups.values(), (rows) => findingOf(rows, next === null, sameBridge));
  },
};
