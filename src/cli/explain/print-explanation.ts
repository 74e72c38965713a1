import type { Cause, Explanation } from "../../operate/explain/explanation.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { harmless, painted } from "../text/paint.ts";
import { textFacts } from "../text/text-table.ts";

const verdict = ({ proven }: Cause): string => (proven ? "proved" : "likeliest");

function causeText(cause: Cause): string {
  return [
    `${painted("strong", cause.cause)}  ${painted(cause.proven ? "bad" : "warn", verdict(cause))}`,
    textFacts([
      ["evidence", cause.evidence],
      ["to do", cause.fix],
      ["next", cause.command],
    ]),
  ].join("\n");
}

const otherCauseText = ({ cause, proven, evidence }: Cause): string =>
  `  ${painted("strong", cause)}${proven ? " (proved)" : ""}  ${harmless(evidence)}`;

/** An explanation for people. */
export function explanationText({ causes, ruledOut }: Explanation): string {
  const [first, ...others] = causes;
  return [
    first ? causeText(first) : "No cause was found.",
    ...(others.length > 0 ? ["", painted("strong", "Also possible"), ...others.map(otherCauseText)] : []),
    ...(ruledOut.length > 0
      ? ["", painted("strong", "Ruled out"), ...ruledOut.map((one) => `  ${harmless(one)}`)]
      : []),
  ].join("\n");
}

/** Prints an explanation. Without a cause, the program ends with 1. */
export function printExplanation(explanation: Explanation, json: boolean): void {
  if (json) printJson(explanation);
  else printData(explanationText(explanation));
  if (explanation.causes.length > 0) return;
  if (!json) printNote("Nothing here explains it. docs/errors.md has the causes of each reason.");
  process.exitCode = exitCodes.no;
}
