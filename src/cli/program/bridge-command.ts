import { Command } from "commander";

/** How the program is called, in a clone and in a project that has the package. */
export const spelled = (words: string): string => `npx hookbridge ${words}`;

/** What every command has beside its arguments and options. */
export interface CommandFacts {
  readonly name: string;
  /** A few words, for the list of commands. */
  readonly summary: string;
  /** A sentence. */
  readonly description: string;
  /** Calls as they are typed after `npx hookbridge`; the first is the usual one. */
  readonly examples: readonly [string, ...string[]];
}

/** A command of the program. Its action throws a BridgeError for what the caller can fix; the program prints it and ends. */
export function bridgeCommand({ name, summary, description, examples }: CommandFacts): Command {
  const lines = examples.map((example) => `  ${spelled(example)}`);
  return new Command(name)
    .summary(summary)
    .description(description)
    .addHelpText("after", `\nExample${lines.length > 1 ? "s" : ""}:\n${lines.join("\n")}`);
}
