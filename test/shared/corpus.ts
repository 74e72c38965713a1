import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const directory = process.env.HOOKBRIDGE_SHARED ?? resolve(import.meta.dirname, "../../../shared");

/** A corpus that lives outside the project; `HOOKBRIDGE_SHARED` says where. */
export function corpus<Case>(file: string): readonly Case[] {
  return JSON.parse(readFileSync(resolve(directory, "corpora", file), "utf8")) as Case[];
}
