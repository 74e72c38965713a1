import type { DoctorDiagnosis } from "../../operate/doctor/finding.ts";

/** What was looked at, and what was found. */
export interface Examination extends DoctorDiagnosis {
  /** What was looked at, as the beginning of a sentence. */
  readonly subject: string;
  /** Sentences that are no findings. */
  readonly notes: readonly string[];
}
