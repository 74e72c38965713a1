import { InvalidArgumentError } from "commander";

/** A port from a flag. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("Give a number from 0 (any free port) to 65535.");
}
