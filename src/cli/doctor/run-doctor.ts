import { refuseStageFlags } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { diagnosisLines, diagnosisSummary } from "./diagnosis-text.ts";
import type { Examination } from "./examination.ts";
import type { DoctorFlags } from "./examine-local.ts";

async function examine(flags: DoctorFlags): Promise<Examination> {
  refuseStageFlags(flags);
  if (flags.stage === undefined) return (await import("./examine-local.ts")).examineLocal(flags);
  return (await import("./examine-stage.ts")).examineStage(flags);
}

/** Prints everything that is wrong or will be. Ends with 1 if anything is. */
export async function runDoctor(flags: DoctorFlags): Promise<void> {
  const examination = await examine(flags);
  const { findings, checks, notes, subject } = examination;
  if (flags.json) printJson({ subject, findings, checks, notes });
  else {
    for (const line of diagnosisLines(examination)) printData(line);
    for (const note of [...notes, diagnosisSummary(examination, subject)]) printNote(note);
  }
  if (findings.length > 0) process.exitCode = exitCodes.no;
}
