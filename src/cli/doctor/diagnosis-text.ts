import type { DoctorDiagnosis } from "../../operate/doctor/finding.ts";

const pluralOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The findings as lines: what is wrong, what to do, and the next command. */
export function diagnosisLines({ findings }: DoctorDiagnosis): readonly string[] {
  return findings.flatMap(({ check, level, text, remedy, command, since }) => [
    `${level.padEnd(4)}  ${check}: ${text.replace(/\.+$/, ".")}${since === undefined ? "" : ` Since ${since}.`}`,
    `      next:  ${remedy}`,
    ...(command === undefined ? [] : [`             ${command}`]),
  ]);
}

/** What was looked at, in a sentence or two. */
export function diagnosisSummary({ checks, findings }: DoctorDiagnosis, subject: string): string {
  const skipped = checks.filter(({ result }) => result === "skipped");
  const bad = findings.filter(({ level }) => level === "bad").length;
  const found =
    findings.length === 0
      ? "nothing wrong"
      : `${pluralOf(findings.length, "finding")}, ${bad === 0 ? "none of them bad" : `${bad} of them bad`}`;
  const left = skipped.map(({ check, why }) => `${check} (${why?.replace(/\.$/, "")})`).join(", ");
  const looked = `${subject}: ${pluralOf(checks.length - skipped.length, "check")}, ${found}.`;
  return left === "" ? looked : `${looked} Left out: ${left}.`;
}
