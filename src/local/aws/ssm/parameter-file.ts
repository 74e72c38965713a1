import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Json, parseJson } from "../../../core/json/json.ts";
import { isObject } from "../aws-json-input.ts";

/** A parameter in the file. */
export interface StoredParameter {
  readonly value: string;
  readonly version: number;
  readonly type: string;
  /** Epoch seconds. */
  readonly modified?: number;
}

function isStoredParameter(stored: Json): stored is Json & StoredParameter {
  if (!isObject(stored)) return false;
  const { value, version, type } = stored;
  return typeof value === "string" && typeof version === "number" && typeof type === "string";
}

/** Parameters by name; none when the file does not exist. */
export function readParameterFile(file: string): Map<string, StoredParameter> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const parsed = parseJson(text)?.value;
  const entries: [string, Json][] =
    typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  if (parsed === undefined || !entries.every(([, value]) => isStoredParameter(value))) {
    throw new Error(`${file} is not a file of parameters: repair or delete it, then start again.`);
  }
  return new Map(entries as [string, Json & StoredParameter][]);
}

/** Replaces the file as a whole: after a crash it is the old or the new one. Only its owner can read it. */
export function writeParameterFile(file: string, parameters: ReadonlyMap<string, StoredParameter>): void {
  const temporary = `${file}.${crypto.randomUUID()}.tmp`;
  const descriptor = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(Object.fromEntries(parameters), null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  // The rename is durable once the directory is synced. Windows cannot open directories.
  if (process.platform === "win32") return;
  const directory = openSync(dirname(file), "r");
  fsyncSync(directory);
  closeSync(directory);
}
