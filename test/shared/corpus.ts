import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { sharedFolder } from "./folder.ts";

/** A corpus that lives outside the project; `HOOKBRIDGE_SHARED` says where. */
export function corpus<Case>(file: string): readonly Case[] {
  return JSON.parse(readFileSync(resolve(sharedFolder, "corpora", file), "utf8")) as Case[];
}
