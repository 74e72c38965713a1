import { shellWord } from "../../core/shell-word.ts";
import { spelled } from "../program/bridge-command.ts";

/** This call of the program with other values of some flags: how to go on. @param without flags that are left out */
export function sameCall(added: readonly string[], without: readonly string[] = []): string {
  const kept: string[] = [];
  const words = process.argv.slice(2);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (without.includes(word)) index++;
    else if (!without.some((flag) => word.startsWith(`${flag}=`))) kept.push(word);
  }
  return spelled([...kept, ...added].map(shellWord).join(" "));
}
