import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import type { PatternFlags } from "./test-pattern.ts";

const testPatternCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "test",
      summary: "does an event match a pattern?",
      description:
        "Asks EventBridge whether an event matches a pattern. Ends with 1 where it does not. With an event in a file and without --stage, no bridge must run.",
      examples: [
        `pattern test '{"source":["com.github"]}' --event 6f1c0d5e-…`,
        "pattern test --file pattern.json --event event.json --stage prod",
        "pattern test --event event.json < pattern.json",
      ],
    })
      .argument("[pattern]", "the pattern as JSON; default: that of --file, or of standard input")
      .option("--file <file>", "file with the pattern")
      .requiredOption(
        "--event <file or id>",
        "file with an event as EventBridge has it, or the id of one that the bridge keeps",
      ),
  ).action(async (pattern: string | undefined, flags: PatternFlags) => {
    const { testPatternOf } = await import("./test-pattern.ts");
    await testPatternOf(pattern, flags);
  });

/** `hookbridge pattern`: event patterns. */
export const patternCommand = (): Command =>
  bridgeCommand({
    name: "pattern",
    summary: "try an event pattern",
    description: "Event patterns, judged by EventBridge.",
    examples: [`pattern test '{"source":["com.github"]}' --event event.json`],
  }).addCommand(testPatternCommand());
