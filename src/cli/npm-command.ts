import { Command } from "commander";

/**
 * A command of package.json. Its help shows how npm runs it, and a wrong call is answered with that line.
 * @param script name of the script
 * @param flags true when it has flags, which npm passes on after `--` only
 */
export function npmCommand(script: string, flags: boolean): Command {
  const command = new Command(`npm run ${script}`);
  const words = (): string => command.registeredArguments.map((argument) => `<${argument.name()}>`).join(" ");
  command.configureHelp({
    commandUsage: () => `npm run ${script}${flags ? " --" : ""} ${words()}${flags ? " [options]" : ""}`,
  });
  return command.configureOutput({
    outputError: (message, write) =>
      write(`${message}Usage: ${command.createHelp().commandUsage(command)}\n`),
  });
}
