/** Something that is wrong, or will be. */
export interface DoctorFinding {
  /** `bad`: webhooks or events are lost or wait. `warn`: they will be, or nobody would notice. */
  readonly level: "bad" | "warn";
  /** A sentence: what, and where. */
  readonly text: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** The next command. */
  readonly command?: string;
  /** Since when: ISO 8601, UTC. */
  readonly since?: string;
}

/** What a check has to say. */
export type CheckAnswer =
  | readonly DoctorFinding[]
  /** Why it does not apply here. */
  | { readonly skipped: string };

/** One thing that the doctor looks at. A check changes nothing. */
export interface DoctorCheck<Subject> {
  /** A word: `alarms`. */
  readonly name: string;
  /** What is looked at, as words: `alarms that are on or tell nobody`. */
  readonly about: string;
  run(subject: Subject): Promise<CheckAnswer>;
}

/** What became of one check. */
export interface CheckReport {
  readonly check: string;
  readonly about: string;
  readonly result: "fine" | "findings" | "failed" | "skipped";
  /** Why it was skipped or has failed. */
  readonly why?: string;
}

/** Everything that was found. */
export interface DoctorDiagnosis {
  readonly checks: readonly CheckReport[];
  /** The bad ones first. One that failed is a finding of its own. */
  readonly findings: readonly (DoctorFinding & { readonly check: string })[];
}
