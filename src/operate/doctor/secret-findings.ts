import type { SecretCheck } from "../secrets/check-secrets.ts";
import type { SecretPlace } from "../secrets/secret-place.ts";
import type { DoctorFinding } from "./finding.ts";

/** What a check of secrets found, as findings. Nothing of a secret is in them. */
export const secretFindings = (
  { findings }: SecretCheck,
  place: SecretPlace,
  sameBridge: string,
): readonly DoctorFinding[] =>
  findings.map(({ source, problem, place: at, what, remedy }) => ({
    // Without a secret, a source answers 503; with a doubtful one, it probably refuses everything.
    level: problem === "missing" || problem === "blank" || problem === "no-key" ? "bad" : "warn",
    text: `${source}${at === undefined || at === 1 ? "" : `, secret ${at}`}: ${what} It is kept in ${place.where(source)}.`,
    remedy,
    command: `npx hookbridge secrets set ${source}${sameBridge}`,
  }));
