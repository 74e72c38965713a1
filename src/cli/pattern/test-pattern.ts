import { existsSync, readFileSync } from "node:fs";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
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

/** The text of an event: of a file, or of one that the bridge keeps. */
async function namedEventText(bridge: RunningBridge, named: string): Promise<string> {
  if (isFile(named)) {
    const text = readFileText(named, "the event");
    if (parseJson(text)) return text;
    throw new BridgeError("wrong-use", `${named} is no JSON.`, "Give an event as EventBridge has it.");
  }
  const event = await bridge.event(named);
  if (event) return event.envelope;
  throw new BridgeError(
    "wrong-use",
    `There is no file ${named}, and the bridge keeps no event of this id.`,
    `${spelled("deliveries show <id>")} has the ids of a delivery's events.`,
  );
}

/** Asks EventBridge for its verdict, and prints it. */
export async function testPatternOf(argument: string | undefined, flags: PatternFlags): Promise<void> {
  const pattern = patternText(argument, flags.file);
  await withBridge({ flags }, async (bridge) => {
    const verdict = await bridge.testPattern(pattern, await namedEventText(bridge, flags.event));
    if (flags.json) printJson(verdict);
    else
      printData(
        verdict.matched ? "It matches." : verdict.valid ? "It does not match." : "The pattern is not valid.",
      );
    if (verdict.reason !== undefined && !flags.json) printNote(verdict.reason);
    if (!verdict.matched) process.exitCode = exitCodes.no;
  });
}
