import { existsSync, readFileSync } from "node:fs";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { PatternVerdict } from "../../operate/events.ts";
import { spelled } from "../program/bridge-command.ts";
import { type BridgeFlags, refuseStageFlags } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";

/** Flags of `pattern test`. */
export interface PatternFlags extends BridgeFlags {
  readonly file?: string;
  readonly event: string;
}

function readFileText(path: string, what: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8");
  throw new BridgeError("wrong-use", `The file ${path} of ${what} does not exist.`, "Check its path.");
}

function patternText(argument: string | undefined, file: string | undefined): string {
  if (argument !== undefined && file !== undefined)
    throw new BridgeError("wrong-use", "The pattern is given twice.", "Leave out --file or the argument.");
  const text = argument ?? (file === undefined ? readFileSync(0, "utf8") : readFileText(file, "the pattern"));
  if (text.trim() !== "") return text;
  throw new BridgeError(
    "wrong-use",
    "There is no pattern.",
    `Give it as an argument, with --file, or on standard input: ${spelled("pattern test --help")}`,
  );
}

const isFile = (text: string): boolean => /[/.\\]/.test(text) || existsSync(text);

function eventInFile(path: string): string {
  const text = readFileText(path, "the event");
  if (parseJson(text)) return text;
  throw new BridgeError("wrong-use", `${path} is no JSON.`, "Give an event as EventBridge has it.");
}

/** The text of an event: of a file, or of one that the bridge keeps. */
async function namedEventText(bridge: RunningBridge, named: string): Promise<string> {
  if (isFile(named)) return eventInFile(named);
  const event = await bridge.event(named);
  if (event?.envelope !== undefined) return event.envelope;
  if (event)
    throw new BridgeError(
      "wrong-use",
      `Of the event ${named} only a log is at hand.`,
      event.note ?? "Give a file with the event.",
    );
  throw new BridgeError(
    "wrong-use",
    `There is no file ${named}, and the bridge keeps no event of this id.`,
    `${spelled("deliveries show <id>")} has the ids of a delivery's events.`,
  );
}

function printVerdict(verdict: PatternVerdict, json: boolean): void {
  const { matched, valid, reason } = verdict;
  if (json) printJson(verdict);
  else printData(matched ? "It matches." : valid ? "It does not match." : "The pattern is not valid.");
  if (reason !== undefined && !json) printNote(reason);
  if (!matched) process.exitCode = exitCodes.no;
}

/** Asks EventBridge for its verdict, and prints it: that of the stage, or the embedded one, which needs no running bridge for an event in a file. */
export async function testPatternOf(argument: string | undefined, flags: PatternFlags): Promise<void> {
  const { file, event, stage, json } = flags;
  const pattern = patternText(argument, file);
  if (stage === undefined && isFile(event)) {
    refuseStageFlags(flags);
    const { patternVerdict } = await import("../../local/server/bridge/events/pattern-verdict.ts");
    return printVerdict(patternVerdict(pattern, eventInFile(event)), json);
  }
  await withBridge({ flags }, async (bridge) => {
    printVerdict(await bridge.testPattern(pattern, await namedEventText(bridge, event)), json);
  });
}
