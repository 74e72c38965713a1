import { ids } from "../../../stack/deployment.ts";
import type { DoctorCheck, DoctorFinding } from "../../doctor/finding.ts";
import type { DeployedSubject } from "./subject.ts";

/** Dead letters that SQS deletes within this time are urgent. */
const soonMs = 3 * 24 * 3_600_000;
const mostLettersLooked = 1_000;

/** Days that large payloads are kept, as the template has it. */
function claimDaysOf({ context: { stack } }: DeployedSubject): number | undefined {
  const { LifecycleConfiguration } = (stack.template.Resources[ids.bucket]?.Properties ?? {}) as {
    readonly LifecycleConfiguration?: { readonly Rules?: readonly { readonly ExpirationInDays?: number }[] };
  };
  const days = (LifecycleConfiguration?.Rules ?? []).flatMap(
    ({ ExpirationInDays }) => ExpirationInDays ?? [],
  );
  return days.length > 0 ? Math.min(...days) : undefined;
}

/** Archives that keep events for longer than the payloads to which these refer. */
function shortClaims(subject: DeployedSubject): readonly DoctorFinding[] {
  const claimDays = claimDaysOf(subject);
  if (claimDays === undefined) return [];
  return subject.context.buses.flatMap(({ name, archiveDays }): readonly DoctorFinding[] =>
    archiveDays <= claimDays
      ? []
      : [
          {
            level: "warn",
            text:
              `The archive of the bus ${name} keeps events for ${archiveDays} days, but large payloads are deleted after ` +
              `${claimDays}: a replay of older events has nothing to refer to.`,
            remedy: `Set claimDays in bridge.config.ts to ${archiveDays} at least, or leave it out, and deploy.`,
          },
        ],
  );
}

async function endingLetters({
  running,
  now,
  sameBridge,
}: DeployedSubject): Promise<readonly DoctorFinding[]> {
  if (!running) return [];
  const { items } = await running.deadLetters({ limit: mostLettersLooked });
  const ending = items.flatMap(({ deletedAt }) =>
    deletedAt !== undefined && Date.parse(deletedAt) - now() < soonMs ? [deletedAt] : [],
  );
  const [first] = ending.toSorted();
  if (first === undefined) return [];
  return [
    {
      level: "bad",
      text:
        `SQS deletes ${ending.length} dead ${ending.length === 1 ? "letter" : "letters"} within three days, the first at ` +
        `${first}: then the deliveries are lost.`,
      remedy: "Correct their cause and redrive them: a redrive starts the 14 days anew.",
      command: `npx hookbridge dead-letters list${sameBridge}`,
    },
  ];
}

/** What is about to be deleted, and what is deleted too early. */
export const retentionCheck: DoctorCheck<DeployedSubject> = {
  name: "retention",
  about: "dead letters and payloads that are deleted too early",
  run: async (subject) => [...(await endingLetters(subject)), ...shortClaims(subject)],
};
