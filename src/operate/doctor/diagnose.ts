import { BridgeError } from "../../core/errors.ts";
import type { CheckReport, DoctorCheck, DoctorDiagnosis, DoctorFinding } from "./finding.ts";

/** Checks that are made at the same time. */
const checksAtOnce = 6;

/** What a check that failed means: nothing is known of what it looks at, and that is to be said. */
function failureFinding(about: string, error: Error): DoctorFinding {
  const remedy =
    error instanceof BridgeError
      ? error.remedy
      : "Report it as a bug of hookbridge, with HOOKBRIDGE_DEBUG=1.";
  return { level: "warn", text: `Not looked at: ${about}. ${error.message}`, remedy };
}

interface OneEnd {
  readonly report: CheckReport;
  readonly findings: readonly DoctorFinding[];
}

async function makeCheck<Subject>(
  { name: check, about, run }: DoctorCheck<Subject>,
  subject: Subject,
): Promise<OneEnd> {
  try {
    const answer = await run(subject);
    if ("skipped" in answer)
      return { report: { check, about, result: "skipped", why: answer.skipped }, findings: [] };
    return { report: { check, about, result: answer.length > 0 ? "findings" : "fine" }, findings: answer };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return {
      report: { check, about, result: "failed", why: error.message },
      findings: [failureFinding(about, error)],
    };
  }
}

/** Makes all checks. One that fails, for a missing permission for instance, is a finding of its own and does not stop the others. */
export async function diagnose<Subject>(
  checks: readonly DoctorCheck<Subject>[],
  subject: Subject,
  onReport: (report: CheckReport) => void = () => {},
): Promise<DoctorDiagnosis> {
  const ends = new Map<string, OneEnd>();
  const left = [...checks];
  const lane = async (): Promise<void> => {
    for (let check = left.shift(); check; check = left.shift()) {
      const end = await makeCheck(check, subject);
      ends.set(check.name, end);
      onReport(end.report);
    }
  };
  await Promise.all(Array.from({ length: checksAtOnce }, lane));
  const inOrder = checks.flatMap(({ name }) => ends.get(name) ?? []);
  const findings = inOrder.flatMap((end) =>
    end.findings.map((finding) => ({ check: end.report.check, ...finding })),
  );
  return {
    checks: inOrder.map(({ report }) => report),
    findings: findings.toSorted(
      (one, other) => Number(one.level === "warn") - Number(other.level === "warn"),
    ),
  };
}
