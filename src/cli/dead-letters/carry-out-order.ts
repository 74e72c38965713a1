import { createInterface } from "node:readline/promises";
import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { LetterOrder, LetterProgress, LetterResult } from "../../operate/dead-letters.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { makeProgressLine } from "../text/progress-line.ts";
import { sameCall } from "../text/same-call.ts";
import { showNumber } from "../text/show-time.ts";
import { type LetterFlags, letterFilter, type OrderFlags } from "./letter-filter.ts";
import { outlookLines } from "./outlook-lines.ts";
import { groupTable, noteRemedies } from "./print-letters.ts";

const orderWords = {
  redrive: { done: "redriven", question: "Move them back into their queue?" },
  discard: { done: "discarded", question: "Delete them? Their deliveries are lost." },
} as const;

type Verb = keyof typeof orderWords;

const isTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

const howManyLetters = (count: number): string => `${showNumber(count)} dead letter${count === 1 ? "" : "s"}`;

/** Asks at the terminal, after showing what would be done. */
async function agreed(verb: Verb, counted: LetterResult, signal: AbortSignal): Promise<boolean> {
  printNote(groupTable(counted.groups));
  for (const line of outlookLines(counted)) printNote(line);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // On a terminal, Ctrl-C comes to the question first.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const question = `${howManyLetters(counted.matched)}. ${orderWords[verb].question} [y/N] `;
    return /^y(?:es)?$/i.test((await lines.question(question, { signal })).trim());
  } finally {
    lines.close();
  }
}

function printCounted(result: LetterResult, json: boolean, verb: Verb): void {
  if (json) printJson(result);
  else {
    if (result.groups.length > 0) printData(groupTable(result.groups));
    noteRemedies(result.groups);
    printNote(`${howManyLetters(result.matched)} would be ${orderWords[verb].done}.`);
    for (const line of outlookLines(result)) printNote(line);
  }
}

function printResult(result: LetterResult, json: boolean, verb: Verb): void {
  const { matched, done, failed, stopped, note } = result;
  if (json) printJson(result);
  else printData(`${showNumber(done)} of ${howManyLetters(matched)} ${orderWords[verb].done}.`);
  if (note !== undefined) printNote(note);
  if (failed > 0) {
    printNote(`${showNumber(failed)} failed and are where they were: ${sameCall([])}`);
    process.exitCode = exitCodes.no;
  }
  if (stopped) printNote(`Stopped. The rest is where it was; to go on: ${sameCall([])}`);
}

const orderText =
  (verb: Verb) =>
  ({ done, matched, failed }: LetterProgress): string => {
    const failures = failed > 0 ? `, ${showNumber(failed)} failed` : "";
    return `${showNumber(done)} of ${showNumber(matched)} ${orderWords[verb].done}${failures}`;
  };

async function runWithProgress(
  bridge: RunningBridge,
  verb: Verb,
  order: LetterOrder,
  signal: AbortSignal,
): Promise<LetterResult> {
  const line = makeProgressLine(orderText(verb));
  try {
    return await bridge[verb](order, { signal, onProgress: line.show });
  } finally {
    line.end();
  }
}

/** Redrives or discards dead letters, or counts them. */
export async function carryOutOrder(verb: Verb, flags: LetterFlags & OrderFlags): Promise<void> {
  const { dryRun, yes, json, perSecond, subscription, leaveFailing = false } = flags;
  const filter = letterFilter(flags);
  if (!dryRun && !yes && !isTerminal())
    throw new BridgeError(
      "wrong-use",
      `There is no terminal to ask whether dead letters shall be ${orderWords[verb].done}.`,
      `See what it would be with ${sameCall(["--dry-run"])}, then: ${sameCall(["--yes"])}`,
    );
  await withBridge({ flags, write: !dryRun, ends: true }, async (bridge, signal) => {
    const order: LetterOrder = {
      filter,
      dryRun: true,
      ...(subscription !== undefined && { subscription }),
      ...(perSecond !== undefined && { perSecond }),
      ...(leaveFailing && { leaveFailing }),
    };
    if (dryRun || !yes) {
      const counted = await runWithProgress(bridge, verb, order, signal);
      if (dryRun || counted.matched === 0) return printCounted(counted, json, verb);
      if (!(await agreed(verb, counted, signal))) return printNote("Nothing was changed.");
    }
    printResult(await runWithProgress(bridge, verb, { ...order, dryRun: false }, signal), json, verb);
  });
}
