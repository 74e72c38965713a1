import { Command, CommanderError } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { spelled } from "./bridge-command.ts";

/** Words after the program's name that lead to a command: `secrets list`. */
function wordsOf(command: Command): string {
  return command.parent ? [wordsOf(command.parent), command.name()].filter(Boolean).join(" ") : "";
}

/** Commander's own sentence, without the word that the program prints anyway. */
const sentenceOf = ({ message }: CommanderError): string =>
  message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");

/** Gives a command, and those below it, the rules of the program. Added commands inherit none from their parent. */
function applyRules(command: Command): void {
  command
    .allowExcessArguments(command.commands.length > 0)
    .showHelpAfterError(false)
    // Printed once, with all other failures.
    .configureOutput({ outputError: () => {} })
    .exitOverride((error) => {
      if (error.exitCode === 0 || error.code === "commander.help") throw error;
      const path = wordsOf(command);
      throw new BridgeError(
        "wrong-use",
        sentenceOf(error),
        `${spelled([path, "--help"].filter(Boolean).join(" "))} shows how it is called.`,
      );
    });
  for (const below of command.commands) applyRules(below);
}

/** The program: its commands, each with the same rules for errors and help. */
export function makeProgram(version: string, commands: readonly Command[]): Command {
  const program = new Command("hookbridge")
    .description("A serverless bridge from SaaS webhooks to Amazon EventBridge, in your own AWS account.")
    .version(version, "-v, --version", "print the version")
    .addHelpText("after", `\nHelp for a command:\n  ${spelled("start --help")}`);
  for (const command of commands) program.addCommand(command);
  applyRules(program);
  return program;
}

/** True when commander only printed help or the version. */
export const isHelp = (error: unknown): error is CommanderError => error instanceof CommanderError;
